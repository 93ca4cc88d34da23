import { setTimeout as sleep } from 'node:timers/promises';
import {
  activateAccount,
  advanceClock,
  auditTrail,
  auditVerification,
  councilOverview,
  erasePerson,
  exportPerson,
  gridOverview,
  inviteAccount,
  metricOverview,
  personErrors,
  placeOverview,
  platformContracts,
  propertyOverview,
  publicOverview,
  requestErrors,
  runSchedules,
  services,
  signIn,
  type Contract,
  type Role,
  type Service,
} from '@gezhi/shared/contracts';
import { newId, type Database } from '@gezhi/shared/database';
import type { DomainError } from '@gezhi/shared/domain';
import { eventually } from '@gezhi/shared/testing';
import { startTestGateway, type TestGateway } from '../../../test/support/test-gateway.js';
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.js';

const password = 'a long enough pass phrase';
const community = '320404004001';
jest.setTimeout(30_000);
let gateway: TestGateway;
let platform: TestPlatform;
let operator: string;

beforeAll(async () => {
  gateway = await startTestGateway({ OPERATOR_USERNAME: 'first.operator', OPERATOR_PASSWORD: password });
  platform = await startTestPlatform(gateway.broker.url);
  operator = (await gateway.public().call(signIn, { username: 'first.operator', password })).accessToken;
  await known('operator', '');
}, 60_000);
afterAll(async () => {
  await platform.stop();
  await gateway.stop();
});

const database = (service: Service): Database => (service === 'gateway' ? gateway : platform.services.get(service)!).database;
const rows = async <T extends object>(service: Service, sql: string, ...parameters: unknown[]): Promise<T[]> =>
  (await database(service).pool.query<T>(sql, parameters)).rows;
const running = (): Service[] => services.filter((service) => !ended.has(service));
const ended = new Set<Service>();
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no error',
    (error: DomainError) => error.code,
  );

/** Waits until every service has heard of a role at a scope. */
async function known(role: string, scope: string): Promise<void> {
  for (const service of running())
    await eventually(
      async () =>
        expect(
          await rows(service, 'SELECT 1 FROM known_assignment WHERE role = $1 AND scope = $2 AND NOT ended', role, scope),
        ).not.toHaveLength(0),
      { withinMs: 10_000 },
    );
}

let serial = 0;
async function signedIn(role: Role, scope: string, personId?: string): Promise<string> {
  const invited = await gateway.with(operator, inviteAccount, {
    id: newId(),
    username: `person.${++serial}`,
    role,
    scope,
    ...(personId && { personId }),
  });
  await gateway.public().call(activateAccount, { code: invited.code!, password });
  await known(role, scope);
  return (await gateway.public().call(signIn, { username: invited.username, password })).accessToken;
}

async function person(...where: Service[]): Promise<string> {
  const id = newId();
  for (const service of where)
    await rows(service, 'INSERT INTO person (id, version, community_code, name) VALUES ($1, 1, $2, $3)', id, community, '测试居民乙');
  return id;
}

describe('X-T8 a person is exported and erased in all services', () => {
  it('exports what each holds, for who may see it', async () => {
    const id = await person('grid', 'property');
    const secretary = await signedIn('community-secretary', community);
    const exported = await gateway.with(secretary, exportPerson, { id });
    expect(Object.keys(exported.services).sort()).toEqual(['grid', 'property']);
    expect(exported).toMatchObject({ services: { grid: { person: { name: '测试居民乙' } } }, unavailable: [] });
    const neighbour = await signedIn('community-secretary', '320404004002');
    expect(await code(gateway.with(neighbour, exportPerson, { id }))).toBe(requestErrors.notFound.code);
    expect(
      await rows('gateway', 'SELECT 1 FROM access_log WHERE operation = $1 AND subject_id = $2', exportPerson.subject, id),
    ).toHaveLength(2);
  });

  it('erases everywhere, then ends the account, whose data are gone too', async () => {
    const id = await person('grid', 'council');
    await signedIn('street-leader', '320404004', id);
    const { services: held } = await gateway.with(operator, exportPerson, { id });
    expect(held.gateway!.records.account).toMatchObject([{ personId: id, status: 'ACTIVE' }]);
    expect(JSON.stringify(held)).not.toContain('argon2');
    const key = newId();
    const answer = await gateway.with(operator, erasePerson, { id }, key);
    expect([...answer.erased].sort()).toEqual(['council', 'gateway', 'grid']);
    expect(await gateway.with(operator, erasePerson, { id }, key)).toEqual(answer);
    for (const service of ['grid', 'council'] as const)
      expect(await rows(service, 'SELECT name FROM person WHERE id = $1', id)).toEqual([{ name: null }]);
    expect(
      await rows('gateway', `SELECT status, password_hash, username = 'erased-' || id AS renamed FROM account WHERE person_id = $1`, id),
    ).toEqual([{ status: 'ENDED', password_hash: null, renamed: true }]);
  });
});

describe('X-06 the audit of all services', () => {
  it('reads as one trail, page by page, within scope', async () => {
    const id = await person('grid', 'property', 'council');
    await gateway.with(operator, erasePerson, { id });
    const operations: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 5; page++) {
      const { items, next, unavailable } = await gateway.with(operator, auditTrail, { aggregateId: id, limit: 1, ...(after && { after }) });
      expect(unavailable).toEqual([]);
      operations.push(...items.map(({ service }) => service));
      if (!next) break;
      after = next;
    }
    expect(operations.sort()).toEqual(['council', 'grid', 'property']);
    const stranger = await signedIn('street-leader', '230521001');
    expect((await gateway.with(stranger, auditTrail, { aggregateId: id, limit: 10 })).items).toEqual([]);
  });

  it('is sealed, kept by another service, and a rewritten database is found', async () => {
    // A later run seals that there was an earlier one; sealing waits while others write.
    await eventually(
      async () => {
        await gateway.with(operator, runSchedules, {});
        for (const service of services) expect((await rows(service, 'SELECT 1 FROM known_seal')).length).toBeGreaterThan(0);
      },
      { withinMs: 20_000, everyMs: 200 },
    );
    const sound = await gateway.with(operator, auditVerification, {});
    expect(sound.items.map(({ service, compared, faults }) => [service, compared, faults])).toEqual(
      services.map((service) => [service, true, []]),
    );
    const [row] = await rows<{ number: number }>(
      'council',
      'DELETE FROM audit_seal WHERE number = (SELECT max(number) FROM audit_seal) RETURNING number',
    );
    const { items } = await gateway.with(operator, auditVerification, {});
    expect(items.find(({ service }) => service === 'council')!.faults).toEqual([{ number: row!.number, fault: 'SEAL_MISSING' }]);
  });
});

describe('X-05 the clock of a demo', () => {
  it('moves every database to the same time, forward only', async () => {
    const to = new Date(Date.now() + 90 * 86_400_000).toISOString();
    await gateway.with(operator, advanceClock, { to });
    for (const service of services) {
      const [row] = await rows<{ off: number }>(service, 'SELECT abs(extract(epoch FROM gezhi_now() - $1::timestamptz))::int AS off', to);
      expect(row!.off).toBeLessThan(60);
    }
    expect(await code(gateway.with(operator, advanceClock, { to: new Date().toISOString() }))).toBe('platform.operation.clock-backwards');
    const local = await signedIn('operator', '320404');
    expect(await code(gateway.with(local, advanceClock, { to: new Date(Date.now() + 99 * 86_400_000).toISOString() }))).toBe(
      requestErrors.notFound.code,
    );
  });
});

describe('X-01 the one picture of a place', () => {
  const counts = { resident: 1, shop: 2, enterprise: 3 };
  const rate = { numerator: 0, denominator: 0, value: null, lowerBound: null };
  const problems = { total: 0, rectified: 0, annual: 0, rate };
  const sections = {
    grid: {
      placeCode: community,
      grids: 4,
      cadres: 1,
      households: counts,
      visits: { residentAndShop: 0, enterprise: 0 },
      problems: { common: problems, individual: problems, rate },
      serviceRequests: { open: 0, closed: 0 },
    },
    property: { households: counts, estates: { estates: 0, abandoned: 0, surveyed: 0, trial: 0, takenOver: 0 } },
    council: { topicCandidates: 2 },
    incentive: { metrics: [] },
  };
  const asked: { subject: string; token: unknown }[] = [];
  const answer = async (contract: Contract, body: object | undefined) => {
    await platform.services.get(contract.service)!.bus.serve(contract.subject, contract.service, async (question) => {
      asked.push({ subject: contract.subject, token: (JSON.parse(question) as { token?: string }).token });
      if (!body) await sleep(3000);
      return { body: JSON.stringify(body ?? {}) };
    });
  };

  it('shows all sections to who is on duty there, and nothing elsewhere', async () => {
    for (const [contract, body] of [
      [gridOverview, sections.grid],
      [propertyOverview, sections.property],
      [metricOverview, sections.incentive],
    ] as const)
      await answer(contract, body);
    await answer(councilOverview, undefined);
    const secretary = await signedIn('community-secretary', community);
    const began = performance.now();
    const picture = await gateway.with(secretary, placeOverview, { code: community });
    expect(picture).toMatchObject({ ...sections, placeCode: community, council: null, unavailable: ['council'] });
    expect(performance.now() - began).toBeLessThan(2500);
    expect(await code(gateway.with(secretary, placeOverview, { code: '320404004' }))).toBe(requestErrors.notFound.code);
    expect((await gateway.with(secretary, placeOverview, { code: `${community}001` })).grid).toMatchObject({ grids: 4 });
  });

  it('shows everyone the public sections alone, asked without a token', async () => {
    asked.length = 0;
    const picture = await gateway.with(operator, publicOverview, { code: community });
    expect(picture).toMatchObject({ incentive: sections.incentive });
    for (const { subject, token } of asked) {
      expect(token).toBeUndefined();
      expect(
        [gridOverview, propertyOverview, councilOverview, metricOverview].find((contract) => contract.subject === subject)!.scope,
      ).toContain('public');
    }
    expect(await code(gateway.public().call(publicOverview, { code: `${community}001` }))).toBe(requestErrors.invalid.code);
  });
});

describe('X-T4 a service is absent', () => {
  let id: string;
  beforeAll(async () => {
    id = await person('grid', 'property');
    await platform.end('property');
    ended.add('property');
  });

  it('the picture is shown without it', async () => {
    expect(await gateway.with(operator, placeOverview, { code: community })).toMatchObject({
      property: null,
      grid: { grids: 4 },
      unavailable: expect.arrayContaining(['property']),
    });
  });

  it('an export says who is missing', async () => {
    expect(await gateway.with(operator, exportPerson, { id })).toMatchObject({
      services: { grid: { held: true } },
      unavailable: ['property'],
    });
  });

  it('an erasure is refused naming who is missing, and may be asked again under the same key', async () => {
    const key = newId();
    for (let attempt = 0; attempt < 2; attempt++) {
      const error = (await gateway.with(operator, erasePerson, { id }, key).catch((thrown: unknown) => thrown)) as DomainError;
      expect([error.code, error.details]).toEqual([personErrors.partlyErased.code, { unavailable: ['property'] }]);
    }
    expect(await rows('grid', 'SELECT name FROM person WHERE id = $1', id)).toEqual([{ name: null }]);
    expect(
      await rows(
        'grid',
        'SELECT 1 FROM audit WHERE aggregate_id = $1 AND operation = $2',
        id,
        platformContracts('grid').erasePerson.subject,
      ),
    ).toHaveLength(1);
  });

  it('the trail and the verification go on with the others', async () => {
    expect((await gateway.with(operator, auditTrail, { placeCode: community, limit: 5 })).unavailable).toEqual(['property']);
    expect((await gateway.with(operator, auditVerification, {})).unavailable).toEqual(['property']);
    expect((await gateway.with(operator, runSchedules, {})).unavailable).toEqual(['property']);
  });
});
