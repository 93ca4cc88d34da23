import { closeSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { scheduled } from '@gezhi/shared/auth';
import { PlatformSettings } from '@gezhi/shared/boot';
import { readConfig } from '@gezhi/shared/config';
import { Clock, Database, dataSource, UnitOfWork } from '@gezhi/shared/database';
import { DomainError } from '@gezhi/shared/domain';
import { BallotKey } from '../proof/proof.plan.js';
import { makeCodes, type Printed } from './printing.plan.js';
import { VotingCode } from './voting-code.entity.js';

const usage = `npm run voting-codes -- <ballot id> --file <new file>                                  codes of all entries that have none
npm run voting-codes -- <ballot id> --file <new file> --entry <number> --reason <text>  another code for one entry`;

/** The list is written once, for its owner alone; a file that is there is not touched. */
function writeList(path: string, ballotId: string, printed: readonly Printed[]): void {
  const lines = printed.map(({ entryNumber, code, voterIds, unitIds }) =>
    [entryNumber, code, unitIds.join(' '), voterIds.join(' ')].join('\t'),
  );
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, [`表决 ${ballotId}`, '条目\t票码\t房屋\t表决人', ...lines, ''].join('\n'));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

async function main(): Promise<string> {
  const options = { file: { type: 'string' }, entry: { type: 'string' }, reason: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [ballotId] = positionals;
  if (!ballotId || !values.file || (values.entry === undefined) !== (values.reason === undefined)) throw new Error(usage);
  const path = resolve(process.env.INIT_CWD ?? '.', values.file);
  const reissue = values.entry === undefined ? undefined : { entryNumber: Number(values.entry), reason: values.reason! };
  const config = readConfig(process.env);
  const [url, applicationName] = [config.DATABASE_URL, 'gezhi-voting-codes'];
  const source = await dataSource(url, [VotingCode]).initialize();
  const database = new Database({ url, applicationName, readLanes: 1, writeLanes: 1, statementTimeoutMs: 60_000, pool: 2 }, source);
  const written: string[] = [];
  try {
    const work = new UnitOfWork('council', database, new Clock(database), config.AUDIT_KEY, () => undefined);
    const key = new BallotKey(new PlatformSettings('council', config));
    const request = { ...scheduled('council', 'voting-code', 'print'), ...(reissue && { reason: reissue.reason }) };
    let made = 0;
    await work.act(request, { place: '', id: ballotId }, async (act) => {
      const printed = await makeCodes(act, key, { ballotId, madeBy: userInfo().username, reissue });
      made = printed.length;
      // The list is on disk before the codes hold, and is gone when they do not.
      if (made) {
        writeList(path, ballotId, printed);
        written.push(path);
      }
      return {};
    });
    return made
      ? `${made} codes in ${path}: print it, hand the codes out, and delete it`
      : 'every entry has its code already; nothing was written';
  } catch (error) {
    written.forEach((file) => unlinkSync(file));
    throw error;
  } finally {
    await database.close();
  }
}

main().then(
  (line) => void process.stdout.write(`${line}\n`),
  (error: unknown) => {
    const why = error instanceof DomainError ? `${error.code} ${JSON.stringify(error.details ?? {})}` : (error as Error).message;
    process.stderr.write(`${why}\n`);
    process.exitCode = 2;
  },
);
