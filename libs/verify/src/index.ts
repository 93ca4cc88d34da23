export * from './file.js';
export { type Fault, type Given } from './certificate.js';
export { verify } from './verify.js';
export { fetchFile, rollRow, secretVoteRow, voteRow } from './fetch-file.js';
