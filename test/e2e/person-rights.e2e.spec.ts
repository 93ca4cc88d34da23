import {
  acceptServiceRequest,
  annualItems,
  erasePerson,
  exportPerson,
  fileServiceRequest,
  personsOfHousehold,
  publicOverview,
  readReporter,
  registerCadre,
  registerPerson,
  serviceRequestClasses,
} from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, settle, xilin, type Community } from '../support/community.js';
import { appoint, bindResident, newId, operatorOf, Person, refusal, visitor } from '../support/people.js';

/** Invented, and found nowhere else in the world: wherever one of them turns up, personal data has leaked. */
const canaries = {
  name: '灯草测试甲',
  phone: '19900000017',
  identityNumber: '990101190001019999',
  address: '灯草巷虚构七号',
  other: '灯草测试乙',
  otherPhone: '19900000025',
  caller: '灯草测试丁',
  callerPhone: '19900000033',
};

/** What a caller said: it stands in the request until the caller is erased. */
const words = '样例：晚上回家的路灯不亮';

describe('X-T8 a person may have their data and have it erased, and it stands nowhere but where it belongs', () => {
  let cluster: Cluster;
  let [operator, secretary, worker, resident]: Person[] = [];
  let community: Community;
  let householdId: string;
  const personId = newId();
  const [requestId, callerId] = [newId(), newId()];

  beforeAll(async () => {
    cluster = await startCluster({ environment: { LOG_LEVEL: 'debug' } });
    operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
    secretary = await appoint(cluster, operator, {
      role: 'community-secretary',
      scope: community.code,
      name: canaries.other,
      phone: canaries.otherPhone,
    });
    worker = await appoint(cluster, secretary, { role: 'grid-worker', scope: community.west });
    householdId = await settle(secretary, community, 'west', 1);
    const { name, phone, identityNumber, address } = canaries;
    await worker.call(registerPerson, { id: personId, householdId, name, phone, identityNumber, address, birthDate: '1900-01-01' });
    resident = await bindResident(cluster, secretary, householdId, personId);
    const reporter = { personId: callerId, name: canaries.caller, phone: canaries.callerPhone };
    await worker.call(fileServiceRequest, {
      id: requestId,
      class: 'GENERAL',
      origin: 'HOTLINE',
      summary: words,
      householdId,
      reporter,
    });
    await worker.call(acceptServiceRequest, { id: requestId });
    await secretary.call(registerCadre, {
      id: newId(),
      personId: newId(),
      name: canaries.other,
      phone: canaries.otherPhone,
      sourceCategory: 'VILLAGE_COMMUNITY',
      stratum: 'YOUNG',
      homePlace: community.code,
    });
    await eventually(async () => (await cluster.query('incentive', 'SELECT 1 FROM fact WHERE subject_id = $1', [requestId])).length === 2, {
      withinMs: 20_000,
    });
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  const texts = Object.values(canaries);
  /** Every table of every service whose rows hold one of the texts, `person` excepted unless asked for. */
  const tablesHolding = async (wanted: readonly string[], withPerson = false): Promise<string[]> => {
    const found: string[] = [];
    for (const service of Object.keys(cluster.databases)) {
      const tables = await cluster.query<{ name: string }>(service, `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
      for (const { name } of tables.filter((table) => withPerson || table.name !== 'person')) {
        const rows = await cluster.query(service, `SELECT 1 FROM ${name} t WHERE t::text LIKE ANY($1) LIMIT 1`, [
          wanted.map((text) => `%${text}%`),
        ]);
        if (rows.length) found.push(`${service}.${name}`);
      }
    }
    return found;
  };
  const accesses = (service: string, actor: Person) =>
    cluster.query<{ operation: string; subject: string }>(
      service,
      'SELECT operation, subject_id AS subject FROM access_log WHERE actor_id = $1 ORDER BY position',
      [actor.accountId],
    );

  it('no event, audit row, kept answer, projection or import holds personal data', async () => {
    expect(await tablesHolding(texts)).toEqual([]);
  });

  it('the register itself holds it, so the sweep can see', async () => {
    expect(await tablesHolding([canaries.name], true)).toEqual(['grid.person']);
    expect(await tablesHolding([canaries.other], true)).toEqual(expect.arrayContaining(['grid.person', 'gateway.person']));
  });

  it('no process logs it, at the most talkative level', async () => {
    await eventually(() => cluster.logs().includes('grid.command.household.register-person.v1'), { withinMs: 5000 });
    for (const text of texts) expect(cluster.logs()).not.toContain(text);
  });

  it('no public answer shows it, nor the address of a household', async () => {
    const asked = [
      await visitor(cluster).call(publicOverview, { code: community.code }),
      await visitor(cluster).call(annualItems, { placeCode: community.code }),
      await visitor(cluster).call(serviceRequestClasses, { placeCode: community.code }),
    ];
    for (const text of [...texts, '1幢101', householdId, personId]) expect(JSON.stringify(asked)).not.toContain(text);
  });

  it('reading personal data on duty is logged before it is answered, and refused to who has no duty there', async () => {
    expect((await worker!.call(personsOfHousehold, { householdId })).items).toEqual([
      expect.objectContaining({ id: personId, name: canaries.name }),
    ]);
    expect(await worker!.call(readReporter, { id: requestId })).toMatchObject({ name: canaries.caller, phone: canaries.callerPhone });
    expect(await accesses('grid', worker!)).toEqual([
      { operation: 'grid.query.household.persons.v1', subject: householdId },
      { operation: 'grid.query.service-request.reporter.v1', subject: requestId },
    ]);
    const stranger = await appoint(cluster, secretary!, { role: 'grid-worker', scope: community.east });
    const answer = await refusal(stranger.call(personsOfHousehold, { householdId }));
    expect(answer ?? (await stranger.call(personsOfHousehold, { householdId })).items).toEqual(
      answer ? { status: 404, code: 'platform.request.not-found' } : [],
    );
    expect(await refusal(stranger.call(readReporter, { id: requestId }))).toEqual({ status: 404, code: 'platform.request.not-found' });
  });

  it('somebody the register knows already may be the one who reports', async () => {
    const known = {
      id: newId(),
      class: 'GENERAL',
      origin: 'HOTLINE' as const,
      summary: '又不亮了',
      householdId,
      reporter: { personId, name: canaries.name },
    };
    expect(await refusal(worker!.call(fileServiceRequest, known))).toBeUndefined();
    expect(await worker!.call(readReporter, { id: known.id })).toMatchObject({ personId, name: canaries.name, phone: canaries.phone });
  });

  it('a resident exports what all services hold of the own person, and of nobody else', async () => {
    const { services, unavailable } = await resident!.call(exportPerson, { id: personId });
    expect(unavailable).toEqual([]);
    expect(services.grid).toMatchObject({ held: true, person: { name: canaries.name, phone: canaries.phone } });
    expect(Object.keys(services.gateway!.records).toSorted()).toEqual(['account', 'assignment', 'one_time_code', 'session']);
    expect(services.gateway!.records.account).toEqual([expect.objectContaining({ id: resident!.accountId, personId })]);
    expect(await accesses('grid', resident!)).toEqual([expect.objectContaining({ subject: personId })]);
    const foreign = newId();
    await worker!.call(registerPerson, { id: foreign, householdId: await settle(secretary!, community, 'west', 2), name: '灯草测试丙' });
    const answer = await refusal(resident!.call(exportPerson, { id: foreign }));
    const held = answer ? [] : Object.values((await resident!.call(exportPerson, { id: foreign })).services).filter((each) => each?.held);
    expect(held).toEqual([]);
  });

  it('the export of somebody who rang up lists what they said', async () => {
    const { services } = await secretary!.call(exportPerson, { id: callerId });
    expect(services.grid?.records.service_request).toEqual([expect.objectContaining({ id: requestId, summary: words })]);
  });

  it('erasure clears every service, ends the account, and leaves the work itself', async () => {
    expect(await tablesHolding([words])).toEqual(expect.arrayContaining(['grid.idempotency', 'grid.service_request']));
    const { erased } = await resident!.call(erasePerson, { id: personId });
    expect(erased).toContain('grid');
    await secretary!.call(erasePerson, { id: callerId });
    const { other: _, otherPhone: __, ...gone } = canaries;
    expect(await tablesHolding([...Object.values(gone), words], true)).toEqual([]);
    await eventually(async () => (await refusal(Person.signIn(cluster, resident!.username)))?.status === 401);
    expect(await cluster.query('grid', 'SELECT state FROM service_request WHERE id = $1', [requestId])).toEqual([{ state: 'ACCEPTED' }]);
    expect(await worker!.call(readReporter, { id: requestId })).toMatchObject({ name: null, phone: null });
    expect((await worker!.call(personsOfHousehold, { householdId })).items.filter(({ name }) => name !== null)).toEqual([]);
  });

  it('what was erased stays erased when it is asked again', async () => {
    expect(await refusal(secretary!.call(erasePerson, { id: personId }))).toBeUndefined();
    expect((await secretary!.call(exportPerson, { id: personId })).services.grid?.person?.name ?? null).toBeNull();
  });

  it('the logs are still clean after all of it', () => {
    for (const text of texts) expect(cluster.logs()).not.toContain(text);
  });
});
