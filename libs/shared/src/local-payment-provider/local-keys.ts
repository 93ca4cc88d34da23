import { createCipheriv, generateKeyPairSync, randomBytes, type KeyPairKeyObjectResult } from 'node:crypto';
import type { Sealed, SignedHeaders } from '../payment-provider/wechat-signature.js';
import { signText } from '../payment-provider/rsa-signature.js';
import { nonce, seconds, signLines } from '../payment-provider/wechat-signature.js';

const rsa = (): KeyPairKeyObjectResult => generateKeyPairSync('rsa', { modulusLength: 2048 });
const serial = (): string => randomBytes(20).toString('hex').toUpperCase();
const pem = (pair: KeyPairKeyObjectResult) => pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** The keys of the provider, those it gave to its one merchant, and those of a stranger who forges. */
export class LocalKeys {
  readonly merchantId = '1900000001';
  readonly appId = 'wxdemo0000000000';
  readonly alipayAppId = '2021000000000001';
  readonly serial = serial();
  readonly merchantSerial = serial();
  private readonly apiKey = randomBytes(16).toString('hex');
  private readonly provider = rsa();
  private readonly merchant = rsa();
  private readonly stranger = rsa();

  get merchantKey() {
    return this.merchant.publicKey;
  }

  /** What a merchant's process is told by its environment; below `notifyUrl` each provider notifies under its name. */
  environment(url: string, notifyUrl: string): Record<string, string> {
    const privateKey = this.merchant.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return {
      WECHAT_PAY_URL: url,
      WECHAT_PAY_MERCHANT: this.merchantId,
      WECHAT_PAY_APP: this.appId,
      WECHAT_PAY_KEY_SERIAL: this.merchantSerial,
      WECHAT_PAY_PRIVATE_KEY: privateKey,
      WECHAT_PAY_API_KEY: this.apiKey,
      WECHAT_PAY_PROVIDER_KEYS: JSON.stringify({ [this.serial]: pem(this.provider) }),
      WECHAT_PAY_NOTIFY_URL: `${notifyUrl}/WECHAT`,
      ALIPAY_URL: `${url}/gateway.do`,
      ALIPAY_APP: this.alipayAppId,
      ALIPAY_PRIVATE_KEY: privateKey,
      ALIPAY_PROVIDER_KEY: pem(this.provider),
      ALIPAY_NOTIFY_URL: `${notifyUrl}/ALIPAY`,
    };
  }

  /** A signature of the provider, or of the stranger. */
  sign(text: string, forged = false): string {
    return signText((forged ? this.stranger : this.provider).privateKey, text);
  }

  signed(body: string, { forged = false, secondsAgo = 0 } = {}): SignedHeaders {
    const [timestamp, once] = [seconds(Date.now() - secondsAgo * 1000), nonce()];
    const key = (forged ? this.stranger : this.provider).privateKey;
    return {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': once,
      'wechatpay-serial': this.serial,
      'wechatpay-signature': signLines(key, timestamp, once, body),
    };
  }

  seal(value: object, associated_data: string): Sealed & { readonly algorithm: string } {
    const once = randomBytes(6).toString('hex');
    const cipher = createCipheriv('aes-256-gcm', Buffer.from(this.apiKey), Buffer.from(once));
    cipher.setAAD(Buffer.from(associated_data));
    const bytes = Buffer.concat([cipher.update(JSON.stringify(value)), cipher.final(), cipher.getAuthTag()]);
    return { algorithm: 'AEAD_AES_256_GCM', ciphertext: bytes.toString('base64'), nonce: once, associated_data };
  }
}
