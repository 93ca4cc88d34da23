export * from './alipay.js';
export * from './payment-provider.js';
export * from './payment-providers.js';
export * from './wechat-pay.js';
