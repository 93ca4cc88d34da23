import { parentPort } from 'node:worker_threads';
import { pagesOf } from './pdf-pages.js';
import type { Printed } from './printed.js';

/** What the worker is asked to set. */
export interface Manuscript {
  readonly document: Printed;
  readonly publicUrl: string;
}

// One at a time is asked for; what fails ends the thread, and the next document gets another.
parentPort!.on(
  'message',
  ({ document, publicUrl }: Manuscript) => void pagesOf(document, publicUrl).then((pdf) => parentPort!.postMessage(pdf)),
);
