import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What the command line of operators reads. */
export interface CodeSecrets {
  readonly databaseUrl: string;
  /** PEM. */
  readonly ballotKey: string;
}

/** Codes by entry number, as an operator prints them; the list is read and deleted. */
export async function printCodes(
  secrets: CodeSecrets,
  ballotId: string,
  ...more: string[]
): Promise<{ codes: Map<number, string>; mode: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'gezhi-codes-'));
  const file = join(folder, 'codes.txt');
  try {
    const program = join(process.cwd(), 'services/council/dist/voting-code/voting-code.cli.js');
    const environment = { DATABASE_URL: secrets.databaseUrl, BALLOT_SIGNING_KEY: secrets.ballotKey };
    await promisify(execFile)(process.execPath, [program, ballotId, '--file', file, ...more], {
      env: { ...process.env, ...environment, JWT_PUBLIC_KEYS: '[]', AUDIT_KEY: 'a key for tests only' },
    });
    const lines = readFileSync(file, 'utf8').split('\n').slice(2).filter(Boolean);
    const codes = new Map(lines.map((line) => line.split('\t')).map(([number, code]) => [Number(number), code!]));
    return { codes, mode: statSync(file).mode & 0o777 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
