export * from './local-payment-provider.js';
