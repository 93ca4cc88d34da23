import type { Person } from '../../support/people.js';
import type { Known } from './arbitraries.js';
import { settled, type Generated, type Operation } from './generated-request.js';
import type { Published } from './published-answers.js';

type Settled = {
  readonly path: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly headers: Record<string, unknown>;
  readonly body: unknown;
};

const elsewhere = ['gateway.transport.route-unknown', 'gateway.transport.method-not-allowed'];

/** Sends generated requests and says what is wrong with the answers. */
export class Sender {
  constructor(
    private readonly url: string,
    private readonly published: Published,
    /** Whoever a request names beyond them asks without a token. */
    private readonly people: readonly Person[],
    private readonly known: (what: Known) => string,
    private readonly learn: (answer: unknown) => void,
  ) {}

  /** @returns what is wrong; nothing when the answer is below 500 and as published */
  async fault(operation: Operation, generated: Generated): Promise<string | undefined> {
    const leaving = new AbortController();
    const response = await fetch(this.url + this.target(operation, generated), {
      ...this.request(operation, generated),
      signal: leaving.signal,
    });
    const type = response.headers.get('content-type') ?? '';
    if (type.startsWith('text/event-stream')) leaving.abort();
    const text = leaving.signal.aborted ? '' : await response.text();
    if (response.status >= 500) return `${response.status} ${text}`;
    const body: unknown = type.includes('json') ? JSON.parse(text) : text;
    if (response.status === 429 && !response.headers.get('retry-after')) return '429 without Retry-After';
    if (response.ok) this.learn(body);
    // A path with an empty part is another path.
    if (elsewhere.includes((body as { code?: string } | null)?.code ?? '')) return undefined;
    return this.published.fault(operation, response.status, type, body);
  }

  private target({ path }: Operation, generated: Generated): string {
    const { path: parts, query } = settled(generated, this.known) as Settled;
    const fields = Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, textOf(one)]));
    const search = new URLSearchParams(fields).toString();
    return path.replace(/\{(\w+)\}/g, (_all, name: string) => segment(parts[name])) + (search && `?${search}`);
  }

  private request({ method, body: expected }: Operation, generated: Generated): RequestInit {
    const value = settled(generated, this.known) as Settled;
    const headers = Object.fromEntries(
      Object.entries(value.headers)
        .map(([name, one]) => [name, textOf(one)])
        .filter(([, one]) => /^[\x21-\x7e]+$/.test(one!)),
    );
    const person = this.people[generated.actor];
    if (person) headers.authorization = `Bearer ${person.tokens.accessToken}`;
    if (method === 'GET' || !expected) return { method, headers };
    if (expected.type === 'multipart/form-data') {
      const form = new FormData();
      form.append('file', new Blob([generated.raw ?? JSON.stringify(value.body ?? 'x')]), 'file.csv');
      return { method, headers, body: form };
    }
    return { method, headers: { ...headers, 'content-type': expected.type }, body: generated.raw ?? JSON.stringify(value.body ?? {}) };
  }
}

const textOf = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll(/\p{Surrogate}/gu, '?');

/** As one part of a path: dots alone would mean another one. */
const segment = (value: unknown): string => encodeURIComponent(textOf(value).replace(/^\.+$/, 'x'));
