/** Installs and builds what is missing. Node built-ins only: this runs before anything is installed. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs `npm ci` when the packages are not those of package-lock.json. Returns whether it did. */
export async function installIfNeeded(root, log) {
  if (isInstalled(root)) return false;
  log('安装依赖 / installing packages');
  // npm tells its scripts where it is; that also finds an npm that is not on the PATH.
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) await run(process.execPath, [npm, 'ci'], root);
  else await run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci'], root);
  return true;
}

/** Compares npm's own record of what lies in node_modules with the lock file; times of files say nothing after a checkout. */
function isInstalled(root) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const [installed, wanted] = [packagesOf(record), packagesOf(join(root, 'package-lock.json'))];
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (!path.includes('node_modules/') || link) return true;
    return path in installed ? installed[path].version === version : Boolean(optional); // optional: for other platforms
  });
}

/** Runs the compiler when a source is newer than the last build, or a result is missing. Returns whether it did. */
export async function buildIfNeeded(root, log) {
  const stamp = join(root, '.data', 'built'); // when the last complete build began
  const projects = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')).references.map(({ path }) => join(root, path));
  const shared = ['tsconfig.json', 'tsconfig.base.json', 'package-lock.json'].map((file) => statSync(join(root, file)).mtimeMs);
  const isBuilt = existsSync(stamp) && projects.every((project) => existsSync(join(project, 'dist', '.tsbuildinfo')));
  if (isBuilt && Math.max(...shared, ...projects.map(newestSource)) < Number(readFileSync(stamp, 'utf8'))) return false;
  log('编译 / building');
  const begun = Date.now();
  await run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b'], root);
  mkdirSync(join(root, '.data'), { recursive: true });
  writeFileSync(stamp, String(begun));
  return true;
}

/** When a source below the folder was last changed; the time of an inner folder tells of files taken away. */
function newestSource(folder) {
  const times = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return isOutput(entry.name) ? 0 : Math.max(statSync(path).mtimeMs, newestSource(path));
    return isSource(entry.name) ? statSync(path).mtimeMs : 0;
  });
  return Math.max(0, ...times);
}

const isOutput = (name) => name === 'dist' || name === 'node_modules';
const isSource = (name) => /\.(ts|json)$/.test(name) && !name.endsWith('.spec.ts');

function run(program, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${program} ${args.join(' ')}: ${signal ?? `code ${code}`}`)),
    );
  });
}
