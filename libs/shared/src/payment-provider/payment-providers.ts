import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Config } from '../config/config.js';
import type { PaymentProviderName } from '../contracts/property/payment-values.js';
import { paymentErrors } from '../contracts/property/payment.js';
import { ensure } from '../domain/decision.js';
import { Alipay } from './alipay.js';
import type { PaymentProvider } from './payment-provider.js';
import { WechatPay } from './wechat-pay.js';

/** The payment providers that are set up here. */
export class PaymentProviders {
  constructor(private readonly providers: Partial<Record<PaymentProviderName, PaymentProvider>>) {}

  /** @throws DomainError `property.payment.provider-missing` */
  of(name: PaymentProviderName): PaymentProvider {
    const provider = this.providers[name];
    ensure(provider, paymentErrors.providerMissing, { provider: name });
    return provider;
  }

  /** By the variables WECHAT_PAY_… and ALIPAY_…; those whose merchant or app is not named are not set up. */
  static configured(config: Config): PaymentProviders {
    return new PaymentProviders({
      ...(config.WECHAT_PAY_MERCHANT && { WECHAT: wechatPay(config) }),
      ...(config.ALIPAY_APP && { ALIPAY: alipay(config) }),
    });
  }
}

const wechatPay = (config: Config): WechatPay =>
  new WechatPay({
    url: config.WECHAT_PAY_URL,
    merchantId: config.WECHAT_PAY_MERCHANT!,
    appId: config.WECHAT_PAY_APP!,
    keySerial: config.WECHAT_PAY_KEY_SERIAL!,
    privateKey: createPrivateKey(config.WECHAT_PAY_PRIVATE_KEY!),
    apiKey: config.WECHAT_PAY_API_KEY!,
    providerKeys: new Map(Object.entries(config.WECHAT_PAY_PROVIDER_KEYS!).map(([serial, pem]) => [serial, createPublicKey(pem)])),
    notifyUrl: config.WECHAT_PAY_NOTIFY_URL!,
  });

const alipay = (config: Config): Alipay =>
  new Alipay({
    url: config.ALIPAY_URL,
    appId: config.ALIPAY_APP!,
    privateKey: createPrivateKey(config.ALIPAY_PRIVATE_KEY!),
    providerKey: createPublicKey(config.ALIPAY_PROVIDER_KEY!),
    notifyUrl: config.ALIPAY_NOTIFY_URL!,
  });
