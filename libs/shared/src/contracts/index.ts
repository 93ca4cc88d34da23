export * from './define.js';
export * from './registry.js';
export * from './roles.js';
export * from './platform.js';
export * as values from './values.js';
