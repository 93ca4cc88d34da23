export * from './every.js';
export * from './schedule-runner.js';
