import { Module } from '@nestjs/common';
import { z } from 'zod';
import { event, values } from '@gezhi/shared/contracts';
import { RequestClient } from '@gezhi/shared/messaging';
import { eventually, startTestService, type TestActor, type TestService } from '@gezhi/shared/testing';
import { httpSettings } from '../http/http-settings.js';
import { startHttp, type RunningHttp } from '../http/start-http.js';

const lanternLit = event({
  subject: 'grid.event.spec-lantern.lit.v1',
  summary: 'x',
  data: z.object({ number: z.int(), placeCode: values.placeCode, householdId: values.id }),
  audience: { roles: ['grid-worker', 'resident'], placeField: 'placeCode', householdField: 'householdId' },
});
const lanternSecret = event({ subject: 'grid.event.spec-lantern.hidden.v1', summary: 'x', data: z.object({ number: z.int() }) });

const [here, there] = ['320404004001001', '320404004001002'];
const householdId = '0190a1b2-0000-7000-8000-0000000000aa';

@Module({})
class Nothing {}

let service: TestService;
let http: RunningHttp;
let numbers = 0;

const lit = async (placeCode: string, of: string = householdId): Promise<[string, number]> => {
  const number = ++numbers;
  return [await service.publish(lanternLit, { number, placeCode, householdId: of }), number];
};

interface Listening {
  readonly status: number;
  text: string;
  ended: boolean;
  numbers(): number[];
  close(): void;
}

async function listen(actor: TestActor & { token?: string }, lastEventId?: string): Promise<Listening> {
  const caller = service.as(actor);
  const token = actor.token ?? (await caller.token)!;
  // The assignment is written beside the token.
  if (actor.place ?? actor.household)
    await eventually(
      async () =>
        (await service.database.pool.query('SELECT 1 FROM known_assignment WHERE account_id = $1', [caller.accountId])).rowCount === 1,
    );
  const leaving = new AbortController();
  const response = await fetch(`${http.url}/v1/events`, {
    signal: leaving.signal,
    headers: { authorization: `Bearer ${token}`, ...(lastEventId && { 'last-event-id': lastEventId }) },
  });
  const listening: Listening = {
    status: response.status,
    text: '',
    ended: false,
    close: () => leaving.abort(),
    numbers: () => [...listening.text.matchAll(/"number":(\d+)/g)].map(([, number]) => Number(number)),
  };
  void (async () => {
    for await (const bytes of response.body! as unknown as AsyncIterable<Uint8Array>) listening.text += Buffer.from(bytes).toString();
  })()
    .catch(() => undefined)
    .finally(() => (listening.ended = true));
  await eventually(() => listening.text !== '' || listening.ended);
  return listening;
}

beforeAll(async () => {
  service = await startTestService({ name: 'gateway', module: Nothing, entities: [], migrations: [] });
  http = await startHttp({
    settings: httpSettings.parse({ PORT: '0', HOST: '127.0.0.1', CURSOR_KEY: 'a key for tests only', LIVE_PER_ACCOUNT: '2' }),
    requests: new RequestClient(service.bus),
    tokens: service.tokens,
    bus: service.bus,
    database: service.database,
    telemetry: service.telemetry,
    ready: service.ready,
    demo: true,
  });
});
afterAll(async () => {
  await http?.close();
  await service?.stop();
});

describe('X-T7 live events reach only the audience they declare', () => {
  it('by place and by household; an event without an audience reaches nobody', async () => {
    const [worker, resident, stranger] = await Promise.all([
      listen({ roles: ['grid-worker'], place: here }),
      listen({ roles: ['resident'], household: householdId }),
      listen({ roles: ['operator'], place: '32' }),
    ]);
    await service.publish(lanternSecret, { number: 9999 });
    const [, first] = await lit(here, crypto.randomUUID());
    const [id, second] = await lit(there);
    const [, third] = await lit(here);
    await eventually(() => worker.numbers().length === 2 && resident.numbers().length === 2);
    expect(worker.numbers()).toEqual([first, third]);
    expect(resident.numbers()).toEqual([second, third]);
    expect(resident.text).toContain(`id: ${id}\ndata: {"id":"${id}","type":"${lanternLit.subject}","time":"`);
    expect(stranger.text).toBe('retry: 2000\n\n');
    for (const each of [worker, resident, stranger]) each.close();
  });

  it('follow a redraw or recall within a second or two', async () => {
    const accountId = crypto.randomUUID();
    const worker = await listen({ roles: ['grid-worker'], place: here, accountId });
    await service.database.pool.query('UPDATE known_assignment SET scope = $2 WHERE account_id = $1', [accountId, there]);
    await eventually(async () => {
      const [, number] = await lit(there);
      await eventually(() => worker.numbers().includes(number), { withinMs: 200 });
    });
    const [, unseen] = await lit(here);
    const [, seen] = await lit(there);
    await eventually(() => worker.numbers().includes(seen));
    expect(worker.numbers()).not.toContain(unseen);
    worker.close();
  });
});

describe('X-T2 a stream resumes', () => {
  it('after the last event seen', async () => {
    const [id] = await lit(here);
    const [, next] = await lit(here);
    await lit(there);
    const [, last] = await lit(here);
    const resumed = await eventually(async () => {
      const listening = await listen({ roles: ['grid-worker'], place: here }, id);
      if (listening.numbers().length === 2) return listening;
      listening.close();
      return false;
    });
    expect((resumed as Listening).numbers()).toEqual([next, last]);
    (resumed as Listening).close();
  });

  it('or says resync when that event is not known', async () => {
    const listening = await listen({ roles: ['grid-worker'], place: here }, crypto.randomUUID());
    await eventually(() => listening.text.includes('event: resync\n'));
    listening.close();
  });
});

describe('a stream ends', () => {
  it('is refused without a token, and beyond the number of an account', async () => {
    expect((await fetch(`${http.url}/v1/events`)).status).toBe(401);
    const accountId = crypto.randomUUID();
    const actor = { roles: ['grid-worker'], place: here, accountId } as const;
    const [one, two] = [await listen(actor), await listen({ roles: ['grid-worker'], accountId })];
    expect((await listen({ roles: ['grid-worker'], accountId })).status).toBe(429);
    one.close();
    two.close();
    await eventually(async () => {
      const again = await listen({ roles: ['grid-worker'], accountId });
      again.close();
      return again.status === 200;
    });
  });

  it('when its session is revoked', async () => {
    const token = (await service.as({ roles: ['grid-worker'] }).token)!;
    const listening = await listen({ roles: ['grid-worker'], token });
    const { sid } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as { sid: string };
    service.tokens.revoke(sid);
    await eventually(() => listening.ended);
  });

  it('when the gateway closes', async () => {
    const listening = await listen({ roles: ['grid-worker'], place: here });
    await http.close();
    await eventually(() => listening.ended);
  });
});
