export * from './every.js';
