export * from './bus.js';
export * from './dispatcher.js';
export * from './handles.js';
export * from './heard.js';
export * from './on.js';
export * from './request-client.js';
