import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Manuscript } from './pdf-worker.js';
import type { Printed } from './printed.js';

const kept = new Map<string, Promise<Buffer>>();
/** Documents whose pages are kept, so that a published one that many read is set once. */
const keptAtMost = 50;
let last: Promise<unknown> = Promise.resolve();
let worker: Worker | undefined;

/**
 * A document as a printable PDF. Setting one takes some tenths of a second: of a thread of its own, so that nobody waits for it but
 * whoever asked, and one at a time.
 *
 * @param publicUrl what stands before the path of the QR code; empty: the path alone
 */
export function pdfOf(document: Printed, publicUrl: string): Promise<Buffer> {
  const key = JSON.stringify([document.hash, document.verifyPath, publicUrl]);
  const known = kept.get(key);
  if (known) return known;
  const made = last.then(() => set({ document, publicUrl }));
  last = made.catch(() => kept.delete(key));
  kept.set(key, made);
  if (kept.size > keptAtMost) kept.delete(kept.keys().next().value!);
  return made;
}

async function set(manuscript: Manuscript): Promise<Buffer> {
  worker ??= startWorker();
  worker.postMessage(manuscript);
  const [pdf] = (await once(worker, 'message')) as [Uint8Array];
  return Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
}

/** It does not keep the process alive; one that has failed is replaced. */
function startWorker(): Worker {
  const started = new Worker(new URL('./pdf-worker.js', import.meta.url), { execArgv: [] });
  started.unref();
  return started.once('error', () => (worker = undefined));
}
