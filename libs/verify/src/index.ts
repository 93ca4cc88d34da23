export * from './file.js';
export { verify, type Fault, type Given } from './verify.js';
export { fetchFile, rollRow, voteRow } from './fetch-file.js';
