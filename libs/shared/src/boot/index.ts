export * from './bindings.js';
export * from './platform.module.js';
export * from './platform-settings.js';
export * from './run-service.js';
export * from './service-definition.js';
export * from './signals.js';
export * from './start-service.js';
