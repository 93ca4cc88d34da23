export * from './actor.js';
export * from './request.js';
export * from './scope.js';
export * from './token.js';
