export * from './local-dialect.js';
export * from './local-orders.js';
export * from './local-payment-provider.js';
export * from './local-statement.js';
