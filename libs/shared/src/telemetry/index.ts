export * from './telemetry.js';
export * from './tracer.js';
