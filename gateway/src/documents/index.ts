export * from './asyncapi.js';
export * from './described-routes.js';
export * from './feature-names.js';
export * from './openapi.js';
export * from './schema-catalogue.js';
