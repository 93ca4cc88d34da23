import { z } from 'zod';

const keys = z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text)));

/** How the property service reaches WeChat Pay (APIv3) and Alipay. Of each all or none: without either bills are paid in cash or by transfer. */
export const paymentSettings = z.object({
  WECHAT_PAY_URL: z.url().default('https://api.mch.weixin.qq.com'),
  /** 商户号 and 公众账号 id. */
  WECHAT_PAY_MERCHANT: z.string().min(1).optional(),
  WECHAT_PAY_APP: z.string().min(1).optional(),
  /** Serial of the merchant's certificate, and its private key as PKCS#8 PEM (RSA). */
  WECHAT_PAY_KEY_SERIAL: z.string().min(1).optional(),
  WECHAT_PAY_PRIVATE_KEY: z.string().min(1).optional(),
  /** The APIv3 key, 32 characters. */
  WECHAT_PAY_API_KEY: z.string().length(32).optional(),
  /** JSON object: serial → SPKI PEM of WeChat Pay's public keys, the current one and the next. */
  WECHAT_PAY_PROVIDER_KEYS: keys.optional(),
  /** Where WeChat Pay finds the gateway: `https://…/v1/payment-notifications/WECHAT`. */
  WECHAT_PAY_NOTIFY_URL: z.url().optional(),
  ALIPAY_URL: z.url().default('https://openapi.alipay.com/gateway.do'),
  /** 应用 id. */
  ALIPAY_APP: z.string().min(1).optional(),
  /** The app's private key as PKCS#8 PEM (RSA2), and Alipay's public key as SPKI PEM. */
  ALIPAY_PRIVATE_KEY: z.string().min(1).optional(),
  ALIPAY_PROVIDER_KEY: z.string().min(1).optional(),
  /** Where Alipay finds the gateway: `https://…/v1/payment-notifications/ALIPAY`. */
  ALIPAY_NOTIFY_URL: z.url().optional(),
});

const providers = ['WECHAT_PAY_', 'ALIPAY_'];

type PaymentSettings = z.output<typeof paymentSettings>;

/** The variables that are missing beside those that are given of the same provider. */
export const missingPaymentSettings = (settings: PaymentSettings): string[] => {
  const names = Object.keys(paymentSettings.shape) as (keyof PaymentSettings)[];
  return providers.flatMap((prefix) => {
    const own = names.filter((name) => name.startsWith(prefix));
    const missing = own.filter((name) => settings[name] === undefined);
    return missing.length === own.length - 1 ? [] : missing;
  });
};
