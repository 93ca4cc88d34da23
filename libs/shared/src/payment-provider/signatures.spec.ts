import { generateKeyPairSync } from 'node:crypto';
import * as fc from 'fast-check';
import { provenAnswer, provenForm, signed, signedContent } from './alipay-signature.js';
import { signText } from './rsa-signature.js';
import { proveSigned, seconds, signLines } from './wechat-signature.js';

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const refused = expect.objectContaining({ code: 'property.payment.signature-invalid' });
const told = {
  ...{ app_id: '2021', charset: 'utf-8', notify_type: 'trade_status_sync', out_trade_no: '0189', sign_type: 'RSA2' },
  ...{ subject: '演示小区 物业服务费 1+1', total_amount: '180.00', trade_no: '2026', trade_status: 'TRADE_SUCCESS', version: '1.0' },
};
const formOf = (parameters: Record<string, string>, key = pair.privateKey): string =>
  new URLSearchParams({ ...parameters, sign: signText(key, signedContent(parameters, ['sign_type'])) }).toString();

/** The text with one byte changed to another. */
const altered = (text: string): fc.Arbitrary<string> => {
  const bytes = Buffer.from(text);
  return fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at]! + by) % 256;
    return changed.toString();
  });
};

describe('P-13 Alipay signs name=value in the order of the names (RSA2)', () => {
  it('without sign and empty values, values as they are', () => {
    expect(signedContent({ b: '2&', a: '1=', sign: 'x', empty: '', Z: '中' })).toBe('Z=中&a=1=&b=2&');
    expect(signedContent({ sign_type: 'RSA2', a: '1' }, ['sign_type'])).toBe('a=1');
  });

  it('a request is signed with its sign_type, a notification without', () => {
    const request = signed(pair.privateKey, told);
    const body = new URLSearchParams(request).toString();
    expect(provenForm(body, pair.publicKey, [])).toEqual(request);
    expect(() => provenForm(body, pair.publicKey)).toThrow(refused);
    expect(provenForm(formOf(told), pair.publicKey)).toMatchObject(told);
  });

  it('another key, no signature, another kind of signature, a parameter twice: refused', () => {
    for (const body of [
      formOf(told, other.privateKey),
      new URLSearchParams(told).toString(),
      formOf({ ...told, sign_type: 'RSA' }),
      `${formOf(told)}&total_amount=180.00`,
      '',
    ])
      expect(() => provenForm(body, pair.publicKey)).toThrow(refused);
  });

  it('where a parameter ends cannot be moved: one that reads as two is refused', () => {
    const { trade_no: number, trade_status: status, ...rest } = told;
    const moved = { ...rest, trade_no: `${number}&trade_status=${status}` };
    expect(signedContent(moved, ['sign_type'])).toBe(signedContent(told, ['sign_type']));
    expect(() => provenForm(formOf(moved), pair.publicKey)).toThrow(refused);
  });

  it('with any byte altered it is refused, or says what it said', () => {
    const body = formOf(told);
    const said = provenForm(body, pair.publicKey);
    fc.assert(
      fc.property(altered(body), (text) => {
        let now: unknown = said;
        try {
          now = provenForm(text, pair.publicKey);
        } catch (error) {
          expect(error).toEqual(refused);
        }
        expect(now).toEqual(said);
      }),
      { numRuns: 2_000 },
    );
  });

  it('an answer is signed as it is written: with any byte of it altered it is refused', () => {
    const said = '{"code":"10000","msg":"Success","total_amount":"180.00","subject":"a,\\"sign\\":b"}';
    const answer = `{"x_response":${said},"sign":"${signText(pair.privateKey, said)}"}`;
    expect(provenAnswer(answer, 'x_response', pair.publicKey)).toEqual(JSON.parse(said));
    expect(() => provenAnswer(answer, 'y_response', pair.publicKey)).toThrow(refused);
    fc.assert(
      fc.property(altered(said), (text) => {
        fc.pre(text !== said);
        expect(() =>
          provenAnswer(
            answer.replace(said, () => text),
            'x_response',
            pair.publicKey,
          ),
        ).toThrow(refused);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('P-13 WeChat Pay signs timestamp, nonce and body', () => {
  it('with any byte of the body or its signature altered it is refused', () => {
    const [body, timestamp] = ['{"id":"1","resource":{"ciphertext":"中"}}', seconds()];
    const signature = signLines(pair.privateKey, timestamp, 'n', body);
    const keys = new Map([['S', pair.publicKey]]);
    const prove = (text: string, sign: string) =>
      proveSigned(
        {
          headers: { 'wechatpay-timestamp': timestamp, 'wechatpay-nonce': 'n', 'wechatpay-signature': sign, 'wechatpay-serial': 'S' },
          body: text,
        },
        keys,
      );
    prove(body, signature);
    fc.assert(
      fc.property(altered(body), altered(signature), (text, sign) => {
        fc.pre(text !== body && sign !== signature);
        expect(() => prove(text, signature)).toThrow(refused);
        expect(() => prove(body, sign)).toThrow(refused);
      }),
      { numRuns: 1_000 },
    );
  });
});
