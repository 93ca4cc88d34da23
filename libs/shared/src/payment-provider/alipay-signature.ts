import type { KeyObject } from 'node:crypto';
import { paymentErrors } from '../contracts/property/payment.js';
import { ensure } from '../domain/decision.js';
import { shanghaiOffsetMinutes } from '../domain/local-date.js';
import { signText, verifyText } from './rsa-signature.js';

export type Parameters = Readonly<Record<string, string>>;

/** What Alipay signs: `name=value` in the order of the names, joined by `&`, values as they are and none of them empty. */
export const signedContent = (parameters: Parameters, except: readonly string[] = []): string =>
  Object.entries(parameters)
    .filter(([name, value]) => value !== '' && name !== 'sign' && !except.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

/** A request with its signature, by RSA2. */
export const signed = (key: KeyObject, parameters: Parameters): Parameters => ({
  ...parameters,
  sign: signText(key, signedContent(parameters)),
});

/** A value that reads as a further parameter: where one ends and the next begins is not signed. */
const spliced = /&\w+=/;

/**
 * The parameters of a form that Alipay signed. Notifications leave out `sign_type` of what is signed, requests do not.
 * @throws DomainError `signature-invalid`
 */
export function provenForm(body: string, key: KeyObject, except: readonly string[] = ['sign_type']): Parameters {
  const pairs = [...new URLSearchParams(body)];
  const parameters = Object.fromEntries(pairs);
  ensure(
    pairs.length === Object.keys(parameters).length && !pairs.some(([, value]) => spliced.test(value)),
    paymentErrors.signatureInvalid,
  );
  const { sign = '', sign_type: type } = parameters;
  ensure(type === 'RSA2' && verifyText(key, sign, signedContent(parameters, except)), paymentErrors.signatureInvalid);
  return parameters;
}

/**
 * What an answer of Alipay says, which is signed as it is written: `{"<name>":{…},"sign":"…"}`.
 * @throws DomainError `signature-invalid`
 */
export function provenAnswer(text: string, name: string, key: KeyObject): unknown {
  const [begin, end] = [`{"${name}":`, text.lastIndexOf(',"sign":')];
  ensure(text.startsWith(begin) && end > begin.length, paymentErrors.signatureInvalid);
  const said = text.slice(begin.length, end);
  const { sign } = JSON.parse(`{${text.slice(end + 1)}`) as { readonly sign: string };
  ensure(verifyText(key, sign, said), paymentErrors.signatureInvalid);
  return JSON.parse(said);
}

const offsetMs = shanghaiOffsetMinutes * 60_000;

/** An instant as Alipay writes it, `2026-06-01 09:30:00`: local time of China, without a zone. */
export const localTimeOf = (at: number): string => new Date(at + offsetMs).toISOString().slice(0, 19).replace('T', ' ');

/** The instant of a local time as Alipay writes it. */
export const instantOfLocal = (local: string): string => new Date(`${local.replace(' ', 'T')}+08:00`).toISOString();
