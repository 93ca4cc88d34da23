/** The `nats-server` of the Debian or Ubuntu package, unpacked into a private folder; the system stays as it is. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, closeSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The full path of a program on the PATH, or undefined. */
export function findOnPath(program) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path));
}

/**
 * Downloads and unpacks the package, without root and without `apt-get update` ever having run.
 * @returns {Promise<string | undefined>} the program's path; undefined where the package cannot be had
 */
export async function unpackNatsPackage({ cacheDir, log }) {
  const program = join(cacheDir, 'bin', 'nats-server');
  if (existsSync(program)) return program;
  if (!findOnPath('apt-get') || !findOnPath('dpkg-deb')) return undefined;
  log('fetching the package nats-server');
  const work = join(cacheDir, 'apt');
  rmSync(work, { recursive: true, force: true });
  for (const folder of ['state/lists/partial', 'cache/archives/partial', 'log', 'unpacked'])
    mkdirSync(join(work, folder), { recursive: true });
  writeFileSync(join(work, 'apt.conf'), aptConfiguration(work));
  await run(work, 'apt-get', ['-c', 'apt.conf', 'update']); // other, unreachable sources may fail it: the download decides
  await run(work, 'apt-get', ['-c', 'apt.conf', 'download', 'nats-server']);
  const archive = readdirSync(work).find((file) => file.endsWith('.deb'));
  if (!archive || !(await run(work, 'dpkg-deb', ['-x', archive, 'unpacked']))) {
    log(`no package nats-server, see ${join(work, 'apt.log')}`);
    return undefined;
  }
  const unpacked = ['usr/bin', 'usr/sbin'].map((folder) => join(work, 'unpacked', folder, 'nats-server')).find((path) => existsSync(path));
  mkdirSync(dirname(program), { recursive: true });
  renameSync(unpacked, program);
  rmSync(work, { recursive: true });
  return program;
}

/** Read after the system's own settings (proxies, mirrors), which stay; its hooks touch the system and do not. */
function aptConfiguration(work) {
  return `
Dir::State "${work}/state/";
Dir::State::lists "${work}/state/lists/";
Dir::Cache "${work}/cache/";
Dir::Log "${work}/log/";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear DPkg::Post-Invoke;
Acquire::Languages "none";
Acquire::http::Timeout "15";
Acquire::https::Timeout "15";
Acquire::Retries "1";
APT::Sandbox::User "";
`;
}

/** Runs a program in the folder, its output into apt.log there; whether it succeeded. */
function run(cwd, program, args) {
  const log = openSync(join(cwd, 'apt.log'), 'a');
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', log, log] });
    closeSync(log);
    child.once('error', () => resolve(false)).once('exit', (code) => resolve(code === 0));
  });
}
