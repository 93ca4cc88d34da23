export * from './every.js';
export * from './sweep.js';
export * from './schedule-runner.js';
