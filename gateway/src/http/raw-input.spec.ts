import { notifyPayment } from '@gezhi/shared/contracts';
import { rawReader } from './raw-input.js';
import { successStatus } from './contract-route.js';

const read = rawReader(notifyPayment, notifyPayment.raw!);
const headers = { 'wechatpay-nonce': 'n', 'user-agent': 'x', authorization: 'x' };
const of = (body: unknown, more: object = {}) => read({ params: { provider: 'WECHAT' }, query: {}, body, headers, ...more });
const refusal = (code: string) => expect.objectContaining({ code });

describe('P-13 what a stranger has signed is handed on as it came', () => {
  it('the body byte by byte, and of the headers those that are named', () => {
    const body = '{ "a":1,\r\n"b":"\\u4e2d 中" }\n';
    expect(of(Buffer.from(body))).toEqual({ provider: 'WECHAT', body, headers: { 'wechatpay-nonce': 'n' } });
    expect(of(undefined)).toMatchObject({ body: '' });
    expect(successStatus(notifyPayment)).toBe(200);
  });

  it('refuses what is no text, fields of a query, and a provider that does not exist', () => {
    expect(() => of(Buffer.from([0xff]))).toThrow(refusal('gateway.transport.encoding-malformed'));
    expect(() => of(Buffer.from('\0'))).toThrow(refusal('gateway.transport.text-malformed'));
    expect(() => of(Buffer.from('{}'), { query: { a: '1' } })).toThrow(refusal('gateway.transport.field-unknown'));
    expect(() => of(Buffer.from('{}'), { params: { provider: 'CASH' } })).toThrow(refusal('platform.request.invalid'));
  });
});
