export * from './canonical.js';
export * from './keepers.js';
export * from './known-assignment.js';
export * from './platform-features.module.js';
export * from './seal.rules.js';
export * from './seal-verifier.js';
