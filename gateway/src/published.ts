// Loading the hand-written routes describes them, so that the documents tell of every operation.
import './export/export-routes.js';
import './file/file-routes.js';
import './intake/intake-routes.js';

export * from './documents/index.js';
