/**
 * Runs a psql script without psql, so that operators and programs share one file. It understands what our scripts use:
 * `:name`, `:'name'`, `:"name"`, `\set`, `\connect`, `\gexec`, and statements ending in a semicolon at the end of a line.
 */
import { readFileSync } from 'node:fs';
import pg from 'pg';

/**
 * @param {{ file: string, url: string, variables: Record<string, string> }} options
 *   `url` is where the script begins; `\connect` changes the database only
 */
export async function runPsqlScript({ file, url, variables }) {
  const known = { ...variables };
  let client = await open(url);
  try {
    for (const { kind, text } of commandsOf(readFileSync(file, 'utf8'))) {
      if (kind === 'set') {
        const [name, ...parts] = text.split(/\s+/);
        known[name] = parts.map((part) => fill(part, known).replace(/^'(.*)'$/, '$1')).join('');
      } else if (kind === 'connect') {
        await client.end();
        client = await open(withDatabase(url, fill(text, known).replaceAll('"', '')));
      } else {
        const { rows } = await client.query({ text: fill(text, known), rowMode: 'array' });
        if (kind === 'gexec') for (const statement of rows.flat()) await client.query(statement);
      }
    }
  } finally {
    await client.end();
  }
}

/** The same address with another database. */
export function withDatabase(url, database) {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

async function open(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

function* commandsOf(script) {
  let statement = '';
  for (const line of script.split('\n').filter((each) => !each.startsWith('--'))) {
    const meta = /^\\(set|connect)\s+(.*)$/.exec(line);
    if (meta) {
      yield { kind: meta[1], text: meta[2].trim() };
      continue;
    }
    statement += `${line}\n`;
    const end = /(;|\\gexec)\s*$/.exec(statement);
    if (!end || statement.trim() === '') continue;
    yield { kind: end[1] === ';' ? 'statement' : 'gexec', text: statement.slice(0, end.index) };
    statement = '';
  }
}

/** A colon after a colon is a cast, not a variable. */
function fill(text, variables) {
  return text.replace(/(?<!:):(?:'(\w+)'|"(\w+)"|(\w+))/g, (_, literal, identifier, plain) => {
    const name = literal ?? identifier ?? plain;
    if (!(name in variables)) throw new Error(`the script asks for the variable ${name}`);
    if (literal) return pg.escapeLiteral(variables[name]);
    return identifier ? pg.escapeIdentifier(variables[name]) : variables[name];
  });
}
