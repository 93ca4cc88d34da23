/** What `npm start` shows. Every sentence for people is said in Chinese and in English. */

const isTerminal = process.stdout.isTTY === true;
const dim = (text) => (isTerminal ? `\u001b[2m${text}\u001b[0m` : text);

process.stdout.on('error', () => {}); // a closed terminal must not interrupt the orderly stop

export const print = (line = '') => void process.stdout.write(`${line}\n`);

/** A line of something below: a server, a service. */
export const printDetail = (name) => (line) => print(dim(`  [${name}] ${line}`));

/** Runs one step of the start and prints how long it took. */
export async function step(label, work) {
  const begun = performance.now();
  const result = await work();
  print(`✓ ${label} ${dim(`${((performance.now() - begun) / 1000).toFixed(1)} s`)}`);
  return result;
}

/** Something the reader can put right: printed without a stack. */
export class Problem extends Error {
  constructor(chinese, english) {
    super(`${chinese}\n${english}`);
  }
}

/** Draws `done` of `total` on one line of a terminal; elsewhere one line for every tenth part. */
export function progressBar() {
  const width = 30;
  let lastTenth = -1;
  return (done, total, label) => {
    const share = total > 0 ? Math.min(done / total, 1) : 1;
    const bar = '█'.repeat(Math.round(share * width)).padEnd(width, '░');
    const text = `  ${bar} ${String(Math.floor(share * 100)).padStart(3)} % ${label}`;
    if (isTerminal) process.stdout.write(`\r\u001b[K${text}${share === 1 ? '\n' : ''}`);
    else if (Math.floor(share * 10) > lastTenth) print(text);
    lastTenth = Math.floor(share * 10);
  };
}
