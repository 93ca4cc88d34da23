import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { Injectable, Module } from '@nestjs/common';
import { z } from 'zod';
import { createClient, Problem } from '@gezhi/client';
import { contract, values, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { UnitOfWork } from '@gezhi/shared/database';
import { DomainError } from '@gezhi/shared/domain';
import { Handles, NatsBus, RequestClient } from '@gezhi/shared/messaging';
import { startTestService, type TestService } from '@gezhi/shared/testing';
import { requestErrors } from '@gezhi/shared/contracts';
import { httpSettings } from './http-settings.js';
import { startHttp, type RunningHttp } from './start-http.js';

const place = '320404004001';
const lantern = z.object({ id: values.id, note: z.string(), version: values.version }).meta({ id: 'SpecLantern' });
const base = { roles: ['grid-worker'], scope: ['place'], output: lantern } as const;
const placeLantern = contract({
  ...base,
  subject: 'grid.command.spec-lantern.place.v1',
  summary: 'x',
  method: 'POST',
  path: '/v1/spec-lanterns',
  input: z.object({ id: values.id, note: values.text(20) }),
  versioned: true,
});
const dimLantern = contract({
  ...base,
  subject: 'grid.command.spec-lantern.dim.v1',
  summary: 'x',
  method: 'PATCH',
  path: '/v1/spec-lanterns/:id',
  input: z.object({ id: values.id, note: values.text(20) }),
  versioned: true,
});
const moveLantern = contract({
  ...base,
  subject: 'grid.command.spec-lantern.move.v1',
  summary: 'x',
  method: 'POST',
  path: '/v1/spec-lanterns/:id/move',
  input: z.object({ id: values.id, note: values.text(20) }),
});
/** Acts on a resource that its code names, and so creates nothing. */
const hangLantern = contract({
  ...base,
  subject: 'grid.command.spec-lantern.hang.v1',
  summary: 'x',
  method: 'POST',
  path: '/v1/spec-hooks/:code/hang',
  input: z.object({ code: z.string(), note: values.text(20) }),
  versioned: true,
});
/** Signed by a stranger: the body goes on as it came. */
const signLantern = contract({
  ...base,
  roles: [],
  scope: ['public'],
  subject: 'grid.command.spec-lantern.sign.v1',
  summary: 'x',
  method: 'POST',
  path: '/v1/spec-signatures',
  raw: ['spec-signature'],
  input: z.object({ body: z.string(), headers: z.object({ 'spec-signature': z.string().optional() }) }),
  output: z.object({ body: z.string(), signature: z.string().nullable() }),
  idempotencyExempt: true,
});
const readLantern = contract({
  ...base,
  subject: 'grid.query.spec-lantern.read.v1',
  summary: 'x',
  method: 'GET',
  path: '/v1/spec-lanterns/:id',
  input: z.object({ id: values.id }),
  versioned: true,
});
const listLanterns = contract({
  ...base,
  subject: 'grid.query.spec-lantern.list.v1',
  summary: 'x',
  method: 'GET',
  path: '/v1/spec-lanterns',
  input: z.object({ lit: z.boolean().optional(), ...values.pageInput }),
  output: values.page(lantern),
});
const seeLanterns = contract({
  roles: [],
  scope: ['public'],
  subject: 'grid.query.spec-lantern.see.v1',
  summary: 'x',
  method: 'GET',
  path: '/v1/public/spec-lanterns',
  input: z.object({}),
  output: z.object({ count: z.int() }),
});
contract({
  ...base,
  subject: 'grid.query.spec-lantern.lost.v1',
  summary: 'nobody answers',
  method: 'GET',
  path: '/v1/spec-lost-lanterns',
  input: z.object({}),
});

const id = '0190a1b2-0000-7000-8000-000000000001';
let placed = 0;

@Injectable()
class SpecLanternCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(placeLantern)
  place(input: InputOf<typeof placeLantern>, request: Request) {
    return this.work.act(request, { place, id: input.id }, async () => {
      placed++;
      return { ...input, version: 1 };
    });
  }

  @Handles(dimLantern)
  async dim(input: InputOf<typeof dimLantern>, request: Request) {
    if (request.expectedVersion !== 1) throw new DomainError(requestErrors.staleVersion, { version: 1 });
    return { ...input, version: 2 };
  }

  @Handles(moveLantern)
  async move(input: InputOf<typeof moveLantern>) {
    return { ...input, version: 2 };
  }

  @Handles(hangLantern)
  async hang({ note }: InputOf<typeof hangLantern>, request: Request) {
    return this.dim({ id, note }, request);
  }

  @Handles(signLantern)
  async sign({ body, headers }: InputOf<typeof signLantern>) {
    return { body, signature: headers['spec-signature'] ?? null };
  }

  @Handles(readLantern)
  async read(input: InputOf<typeof readLantern>) {
    return { ...input, note: '灯', version: 7 };
  }

  @Handles(listLanterns)
  async list({ after, limit }: InputOf<typeof listLanterns>) {
    const from = after === undefined ? 0 : Number((JSON.parse(after) as [string])[0]);
    const items = Array.from({ length: Math.min(limit, 5 - from) }, (_, index) => ({ id, note: `灯 ${from + index}`, version: 1 }));
    return { items, next: from + limit < 5 ? JSON.stringify([String(from + limit)]) : null };
  }

  @Handles(seeLanterns)
  async see() {
    return { count: 5 };
  }
}

@Module({ providers: [SpecLanternCommands] })
class SpecLanternModule {}

let service: TestService;
let bus: NatsBus;
let http: RunningHttp;
let worker: string;
const settings = httpSettings.parse({ PORT: '0', HOST: '127.0.0.1', CURSOR_KEY: 'a key for tests only' });

const open = (more: Partial<typeof settings> = {}) =>
  startHttp({
    settings: { ...settings, ...more },
    requests: new RequestClient(bus),
    tokens: service.tokens,
    bus,
    database: service.database,
    telemetry: service.telemetry,
    ready: service.ready,
    demo: true,
  });

interface Sent {
  readonly method?: string;
  /** `undefined` takes a header away. */
  readonly headers?: Record<string, string | undefined>;
  readonly body?: unknown;
}

async function send(path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const sent = { authorization: `Bearer ${worker}`, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers };
  const present = Object.entries(sent).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const response = await fetch(http.url + path, { method, headers: present, ...(body !== undefined && { body: text }) });
  return {
    status: response.status,
    headers: response.headers,
    body: (response.status === 204 ? undefined : await response.json()) as Record<string, unknown>,
  };
}

const post = (body: unknown, headers: Record<string, string> = {}) =>
  send('/v1/spec-lanterns', { method: 'POST', body, headers: { 'idempotency-key': crypto.randomUUID(), ...headers } });

beforeAll(async () => {
  service = await startTestService({ name: 'grid', module: SpecLanternModule, entities: [], migrations: [] });
  bus = new NatsBus({ url: service.broker.url, name: 'gateway', streamDays: 1, log: service.telemetry.log });
  bus.connect();
  await bus.ready();
  worker = (await service.as({ roles: ['grid-worker'], place }).token)!;
  // The assignment is written beside the token.
  await service
    .as({ roles: ['grid-worker'], place, accountId: JSON.parse(Buffer.from(worker.split('.')[1]!, 'base64url').toString()).sub as string })
    .ask(readLantern, { id });
  http = await open();
});
afterAll(async () => {
  await http?.close();
  await bus?.drain();
  await service?.stop();
});

describe('an answer', () => {
  it('passes with ETag, trace and the headers of an API', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00';
    const { status, headers, body } = await send(`/v1/spec-lanterns/${id}`, { headers: { traceparent } });
    expect([status, body]).toEqual([200, { id, note: '灯', version: 7 }]);
    expect(Object.fromEntries(headers)).toMatchObject({
      etag: '"7"',
      'cache-control': 'no-store',
      traceresponse: traceparent,
      'x-content-type-options': 'nosniff',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('of a public read needs no sign-in', async () => {
    const response = await fetch(`${http.url}/v1/public/spec-lanterns`);
    expect([response.status, await response.json()]).toEqual([200, { count: 5 }]);
  });

  it('comes page by page, each cursor for its account alone', async () => {
    const first = await send('/v1/spec-lanterns?limit=2');
    expect(first.body.items).toHaveLength(2);
    const next = await send(`/v1/spec-lanterns?limit=2&after=${String(first.body.next)}`);
    expect(next.body.items).toMatchObject([{ note: '灯 2' }, { note: '灯 3' }]);
    const other = (await service.as({ roles: ['grid-worker'], place }).token)!;
    const stolen = await send(`/v1/spec-lanterns?after=${String(first.body.next)}`, { headers: { authorization: `Bearer ${other}` } });
    expect([stolen.status, stolen.body.code]).toEqual([400, 'gateway.transport.cursor-invalid']);
    expect((await send('/v1/spec-lanterns?after=["2"]')).body.code).toBe('gateway.transport.cursor-invalid');
  });

  it('reaches the typed client', async () => {
    const client = createClient({ baseUrl: http.url, token: () => worker, language: 'en' });
    expect(await client.call(readLantern, { id })).toEqual({ id, note: '灯', version: 7 });
    const notes: string[] = [];
    for await (const { note } of client.pages(listLanterns, { limit: 2 })) notes.push(note);
    expect(notes).toEqual(['灯 0', '灯 1', '灯 2', '灯 3', '灯 4']);
    const refused = await client.call(dimLantern, { id, note: 'x' }, { ifMatch: 3 }).catch((error: unknown) => error as Problem);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({
      status: 412,
      code: 'platform.request.stale-version',
      title: requestErrors.staleVersion.title.en,
      details: { version: 1 },
    });
    expect(await client.call(dimLantern, { id, note: 'x' }, { ifMatch: 1 })).toMatchObject({ version: 2 });
  });
});

describe('P-13 what a stranger has signed', () => {
  it('reaches the service as it came, of any type, without sign-in or key', async () => {
    const body = '{ "b":1,\r\n "a":"中\\u4e2d" }\n';
    for (const type of ['application/json', 'text/plain', 'application/x-unknown']) {
      const headers = { 'content-type': type, 'spec-signature': 'aGk=' };
      const response = await fetch(`${http.url}/v1/spec-signatures`, { method: 'POST', headers, body });
      expect([response.status, await response.json()]).toEqual([200, { body, signature: 'aGk=' }]);
    }
    const bare = await fetch(`${http.url}/v1/spec-signatures`, { method: 'POST' });
    expect([bare.status, await bare.json()]).toEqual([200, { body: '', signature: null }]);
    const large = await fetch(`${http.url}/v1/spec-signatures`, { method: 'POST', body: 'x'.repeat(1_100_000) });
    expect(large.status).toBe(413);
  });
});

describe('X-T1 the same Idempotency-Key and body give the first answer, one effect; another body is refused', () => {
  it('over HTTP', async () => {
    const [body, key] = [{ id: crypto.randomUUID(), note: '一' }, { 'idempotency-key': crypto.randomUUID() }];
    const before = placed;
    const [first, again] = [await post(body, key), await post(body, key)];
    expect([first.status, again.status, first.headers.get('etag')]).toEqual([201, 201, '"1"']);
    expect(again.body).toEqual(first.body);
    const other = await post({ ...body, note: '二' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'platform.request.idempotency-key-reused']);
    expect(placed).toBe(before + 1);
  });
});

describe('bad requests each have their own code, and nothing is written', () => {
  const good = { id, note: '好' };
  const path = `/v1/spec-lanterns/${id}`;
  it('whoever still sends a body that is too large gets the refusal after the last byte, not a broken line', async () => {
    const { hostname, port } = new URL(http.url);
    const head = [
      'POST /v1/spec-lanterns HTTP/1.1',
      `host: ${hostname}`,
      `authorization: Bearer ${worker}`,
      'content-type: application/json',
    ];
    const piece = Buffer.alloc(100_000, 'x');
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname).once('error', reject).pause();
      let heard = '';
      socket.on('data', (bytes) => (heard += String(bytes))).once('close', () => resolve(heard));
      socket.write([...head, `content-length: ${15 * piece.length}`, '', ''].join('\r\n'));
      const send = (pieces: number) => void (pieces ? socket.write(piece, () => setTimeout(send, 20, pieces - 1)) : socket.resume());
      send(15);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it.each<[string, number, string, () => Promise<{ status: number; body: Record<string, unknown> }>]>([
    ['an unknown field', 400, 'gateway.transport.field-unknown', () => post({ ...good, role: 'operator' })],
    ['a wrong type', 400, 'platform.request.invalid', () => post({ ...good, note: 5 })],
    ['too long a text', 400, 'platform.request.invalid', () => post({ ...good, note: '长'.repeat(21) })],
    ['no body', 400, 'platform.request.invalid', () => post(undefined)],
    ['__proto__', 400, 'gateway.transport.key-forbidden', () => post('{"id":"x","__proto__":{"role":"operator"}}')],
    ['malformed JSON', 400, 'gateway.transport.json-malformed', () => post('{"id":')],
    ['an oversize body', 413, 'gateway.transport.body-too-large', () => post({ ...good, note: 'x'.repeat(1_100_000) })],
    ['another media type', 415, 'gateway.transport.media-type-unsupported', () => post('<a/>', { 'content-type': 'application/xml' })],
    ['no key', 400, 'platform.request.idempotency-key-required', () => send('/v1/spec-lanterns', { method: 'POST', body: good })],
    ['a malformed key', 400, 'gateway.transport.idempotency-key-malformed', () => post(good, { 'idempotency-key': 'a b' })],
    [
      'no version',
      428,
      'platform.request.version-required',
      () => send(path, { method: 'PATCH', body: { note: 'x' }, headers: { 'idempotency-key': 'k1' } }),
    ],
    [
      'a stale version',
      412,
      'platform.request.stale-version',
      () => send(path, { method: 'PATCH', body: { note: 'x' }, headers: { 'idempotency-key': 'k2', 'if-match': '"9"' } }),
    ],
    [
      'a malformed version',
      400,
      'gateway.transport.version-malformed',
      () => send(path, { method: 'PATCH', body: { note: 'x' }, headers: { 'idempotency-key': 'k3', 'if-match': '9' } }),
    ],
    [
      'a version of what is being created',
      400,
      'gateway.transport.version-unexpected',
      () => post({ ...good, id: crypto.randomUUID() }, { 'if-match': '"9"' }),
    ],
    [
      'a version where none is compared',
      400,
      'gateway.transport.version-unexpected',
      () => send(`${path}/move`, { method: 'POST', body: { note: 'x' }, headers: { 'idempotency-key': 'k4', 'if-match': '"9"' } }),
    ],
    [
      'a stale version of what has a code',
      412,
      'platform.request.stale-version',
      () => send('/v1/spec-hooks/7/hang', { method: 'POST', body: { note: 'x' }, headers: { 'idempotency-key': 'k5', 'if-match': '"9"' } }),
    ],
    ['an id that is none', 400, 'platform.request.invalid', () => send('/v1/spec-lanterns/7')],
    ['an address encoded wrongly', 400, 'gateway.transport.uri-malformed', () => send('/v1/spec-lanterns/%zz')],
    ['no token', 401, 'platform.request.unauthenticated', () => send(path, { headers: { authorization: undefined } })],
    [
      'a forged token',
      401,
      'gateway.transport.token-rejected',
      () => send(path, { headers: { authorization: `Bearer ${worker.slice(0, -4)}AAAA` } }),
    ],
    [
      'a role that may not',
      403,
      'platform.request.forbidden',
      async () => send(path, { headers: { authorization: `Bearer ${(await service.as({ roles: ['resident'] }).token)!}` } }),
    ],
    ['a route that is none', 404, 'gateway.transport.route-unknown', () => send('/v1/nowhere')],
    ['a method that is none', 405, 'gateway.transport.method-not-allowed', () => send(path, { method: 'DELETE' })],
    ['a service that is away', 503, 'platform.request.unavailable', () => send('/v1/spec-lost-lanterns')],
  ])('%s: %i %s', async (_case, status, code, ask) => {
    const before = placed;
    const answer = await ask();
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body).toMatchObject({ type: `/problems/${code}`, status, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
    expect(placed).toBe(before);
  });

  it('are told in the language asked for, with the fields, without what was submitted', async () => {
    const { body, headers } = await post({ ...good, note: { canary: 1 } }, { 'accept-language': 'en' });
    expect([headers.get('content-language'), headers.get('vary')]).toEqual(['en', 'accept-language']);
    expect(body).toMatchObject({
      title: requestErrors.invalid.title.en,
      errors: [{ pointer: '/note', message: 'required, of type string' }],
    });
    expect(JSON.stringify((await post({ ...good, note: ['canary'] })).body)).not.toContain('canary');
  });

  it('name the methods there are, and say when to try again', async () => {
    expect((await send(path, { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD, OPTIONS, PATCH');
    expect((await send(path, { method: 'OPTIONS' })).status).toBe(204);
    expect((await send('/v1/spec-lost-lanterns')).headers.get('retry-after')).toBe('1');
  });

  // fetch itself refuses to send some of these.
  it.each(['TRACE', 'PROPFIND', 'M-SEARCH'])('of the method %s: none of a known path, and no path is known by it', async (method) => {
    const asked = (where: string) =>
      new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
        const sent = httpRequest(http.url + where, { method }, (response) =>
          resolve([response.resume().statusCode, response.headers.allow]),
        );
        sent.on('error', reject).end();
      });
    expect(await asked(path)).toEqual([405, 'GET, HEAD, OPTIONS, PATCH']);
    expect(await asked('/docs')).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect(await asked('/v1/nowhere')).toEqual([404, undefined]);
  });

  it('that are no HTTP get an answer that is', async () => {
    const answer = await new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
      const asked = httpRequest(
        http.url,
        { method: 'GET', headers: { 'content-length': '5', 'transfer-encoding': 'chunked' } },
        (response) => resolve([response.resume().statusCode, response.headers['content-language']]),
      );
      asked.on('error', reject).end();
    });
    expect(answer).toEqual([400, 'zh']);
  });
});

describe('rate limits', () => {
  it('answer 429 with Retry-After, the public axis apart from accounts', async () => {
    const tight = await open({ LIMIT_ACCOUNT: 2, LIMIT_PUBLIC: 1 });
    const get = (path: string, token?: string) => fetch(tight.url + path, { headers: token ? { authorization: `Bearer ${token}` } : {} });
    const statuses = [];
    for (let turn = 0; turn < 3; turn++) statuses.push((await get(`/v1/spec-lanterns/${id}`, worker)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await get('/v1/public/spec-lanterns')).status).toBe(200);
    const refused = await get('/v1/public/spec-lanterns');
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    await tight.close();
  });
});

describe('what the gateway serves itself', () => {
  it.each([
    ['/health/live', 'application/json; charset=utf-8'],
    ['/health/ready', 'application/json; charset=utf-8'],
    ['/metrics', 'text/plain'],
    ['/openapi.json', 'application/json; charset=utf-8'],
    ['/asyncapi.json', 'application/json; charset=utf-8'],
    ['/docs', 'text/html'],
    ['/docs/swagger-ui-bundle.js', 'text/javascript'],
    ['/docs/swagger-ui.css', 'text/css'],
    ['/docs/initialise.js', 'text/javascript'],
    ['/problems/platform.request.invalid', 'application/json; charset=utf-8'],
  ])('%s', async (path, type) => {
    const response = await fetch(http.url + path);
    expect([response.status, response.headers.get('content-type')?.startsWith(type)]).toEqual([200, true]);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    await response.arrayBuffer();
  });
});
