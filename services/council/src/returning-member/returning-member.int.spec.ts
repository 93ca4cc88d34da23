import {
  changeAvailability,
  claimMatch,
  deliverMatch,
  fulfilMatch,
  leaveRegister,
  offersOfMember,
  offerMemberService,
  platformContracts,
  proposeMatches,
  recordMemberService,
  reportBack,
  returningMemberCoverage,
  returningMembersOfPlace,
  serviceOffersOfPlace,
  servicesOfMember,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { community, listed } from '../match/match.fixture.js';
import { councilService } from '../service.module.js';

const refusal = (code: string) => expect.objectContaining({ code: `council.${code}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let secretary: TestCaller;
beforeAll(async () => {
  service = await startTestService(councilService);
  secretary = service.as({ roles: ['community-secretary'], place: community });
}, 120_000);
afterAll(() => service?.stop());

const today = () => localDateOf(service.clock.now());
const reporting = (changes: object = {}) => ({
  ...{
    id: newId(),
    personId: newId(),
    homeCommunityCode: community,
    name: '演示甲',
    workUnit: '演示单位',
    workCommunityCode: '230521100002',
  },
  ...{ skills: ['TUTORING'], slots: ['WEEKEND_DAY' as const], ...changes },
});
const serving = (memberId: string, changes: object = {}) => ({
  ...{ id: newId(), memberId, field: 'CULTURE', skills: ['TUTORING'], title: '演示：周末课业辅导', slots: ['WEEKEND_DAY' as const] },
  ...{ from: today(), to: addDays(today(), 300), capacity: 1, ...changes },
});

describe('C-15, C-03 returning members serve at home, and only confidants know who they are', () => {
  it('reported, offered, matched and fulfilled: it stands in the service record, and nowhere else whose it was', async () => {
    const member = await secretary.call(reportBack, reporting());
    const offer = await secretary.call(offerMemberService, serving(member.id));
    expect(offer).toMatchObject({ provider: 'VOLUNTEER', organizationId: null, placeCode: community });
    const demand = await listed(secretary, { field: 'CULTURE', skill: 'TUTORING', slots: ['WEEKEND_DAY'] });
    const match = await secretary.call(claimMatch, { id: newId(), demandId: demand.id, offerId: offer.id });
    await secretary.call(deliverMatch, { id: match.id });
    await service.as({ roles: ['street-leader'], place: community.slice(0, 9) }).call(fulfilMatch, { id: match.id });
    const record = { id: newId(), memberId: member.id, field: 'AFFAIRS', servedOn: today(), minutes: 90, summary: '演示服务' };
    await secretary.call(recordMemberService, record);
    const { items } = await secretary.call(servicesOfMember, { memberId: member.id });
    expect(items.map(({ field, minutes, matchId }) => [field, minutes, matchId])).toEqual([
      ['AFFAIRS', 90, null],
      ['CULTURE', 0, match.id],
    ]);
    const listedMember = { id: member.id, name: '演示甲', services: 2, minutes: 90 };
    expect((await secretary.call(returningMembersOfPlace, { placeCode: community })).items).toMatchObject([listedMember]);
    expect(await secretary.call(returningMemberCoverage, { placeCode: community })).toMatchObject({
      ...{ members: 1, services: 2, minutes: 90 },
      served: { numerator: 1, denominator: 1 },
    });

    const { rows: logged } = await service.database.pool.query("SELECT 1 FROM access_log WHERE operation LIKE '%returning-member%'");
    expect(logged.length).toBeGreaterThanOrEqual(3);
    const told = JSON.stringify(await service.told());
    for (const secret of [member.id, member.personId, '演示', 'returning']) expect(told).not.toContain(secret);
    const { rows: audited } = await service.database.pool.query('SELECT changes FROM audit');
    expect(JSON.stringify(audited)).not.toMatch(/演示甲|演示单位/);
    const worker = service.as({ roles: ['cadre'], place: community });
    const seen = await worker.call(serviceOffersOfPlace, { placeCode: community, free: false });
    expect(JSON.stringify(seen)).not.toContain(member.id);
  });

  it('operators, cadres and other communities see nothing', async () => {
    const { id } = await secretary.call(reportBack, reporting());
    for (const role of ['operator', 'cadre', 'grid-worker'] as const) {
      const caller = service.as({ roles: [role], place: community });
      await expect(caller.call(returningMembersOfPlace, { placeCode: community })).rejects.toThrow(platform('forbidden'));
      await expect(caller.call(reportBack, reporting())).rejects.toThrow(platform('forbidden'));
    }
    const abroad = service.as({ roles: ['community-secretary'], place: '230521100002' });
    expect((await abroad.call(returningMembersOfPlace, { placeCode: community })).items).toEqual([]);
    expect((await abroad.call(servicesOfMember, { memberId: id })).items).toEqual([]);
    await expect(abroad.call(leaveRegister, { id })).rejects.toThrow(platform('not-found'));
  });

  it('operators find them neither in the audit nor in what is exported of a person', async () => {
    const { auditTrail, exportPerson } = platformContracts('council');
    const { id, personId } = await secretary.call(reportBack, reporting());
    const operator = service.as({ roles: ['operator'], place: community });
    const changes = async (by: TestCaller) => (await by.call(auditTrail, { aggregateId: id })).items.map((entry) => entry.changes);
    expect(await changes(operator)).toEqual([{}]);
    expect(await changes(secretary)).toEqual([expect.objectContaining({ personId: expect.anything() })]);
    const records = async (by: TestCaller) => (await by.call(exportPerson, { personId })).records;
    expect(await records(operator)).toEqual({});
    expect(await records(secretary)).toMatchObject({ returning_member: [{ id }] });
    expect(await records(service.as({ roles: ['resident'], household: personId }))).toMatchObject({ returning_member: [{ id }] });
  });

  it('who leaves takes the offers along, and reports again as the same person', async () => {
    const input = reporting();
    const member = await secretary.call(reportBack, input);
    const { id: offerId } = await secretary.call(offerMemberService, serving(member.id));
    const offers = async () => (await secretary.call(offersOfMember, { memberId: member.id })).items.map(({ id, state }) => [id, state]);
    expect(await offers()).toEqual([[offerId, 'LISTED']]);
    await secretary.call(leaveRegister, { id: member.id });
    expect(await offers()).toEqual([[offerId, 'WITHDRAWN']]);
    const again = await secretary.call(reportBack, { ...input, id: newId() });
    expect(again).toMatchObject({ personId: input.personId, state: 'REPORTED' });
    const { rows } = await service.database.pool.query('SELECT count(*)::int AS n FROM person WHERE id = $1', [input.personId]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('what is refused writes nothing', async () => {
    const member = await secretary.call(reportBack, reporting());
    const gone = await secretary.call(reportBack, reporting());
    await secretary.call(leaveRegister, { id: gone.id });
    const counts = async () =>
      (
        await service.database.pool.query(
          'SELECT (SELECT count(*) FROM returning_member) AS m, (SELECT count(*) FROM service_offer) AS s, (SELECT count(*) FROM person) AS p, (SELECT count(*) FROM audit) AS a',
        )
      ).rows[0] as object;
    const before = await counts();
    await expect(secretary.call(reportBack, reporting({ workCommunityCode: community }))).rejects.toThrow(
      refusal('returning-member.work-unit-at-home'),
    );
    await expect(secretary.call(reportBack, reporting({ skills: ['PALACE'] }))).rejects.toThrow(refusal('returning-member.skill-unknown'));
    await expect(secretary.call(offerMemberService, serving(gone.id))).rejects.toThrow(refusal('returning-member.has-left'));
    await expect(secretary.call(offerMemberService, serving(member.id, { field: 'PALACE' }))).rejects.toThrow(
      refusal('service-field.field-unknown'),
    );
    const slots = ['WEEKDAY_DAY' as const];
    await expect(secretary.call(changeAvailability, { id: gone.id, skills: [], slots })).rejects.toThrow(
      refusal('returning-member.has-left'),
    );
    const record = { id: newId(), memberId: member.id, field: 'CULTURE', servedOn: addDays(today(), 1), minutes: 5, summary: '演示' };
    await expect(secretary.call(recordMemberService, record)).rejects.toThrow(refusal('returning-member.served-in-future'));
    expect(await counts()).toEqual(before);
  });

  it('2,000 members’ offers and 800 demands are matched again by a second round as by the first', async () => {
    const place = '230521100088';
    const local = service.as({ roles: ['community-secretary'], place });
    await service.database.pool.query(
      `INSERT INTO service_offer (id, version, place_code, provider, field, skills, title, slots, from_day, to_day, capacity, taken, state)
       SELECT gen_random_uuid(), 1, $1::text, 'VOLUNTEER', (ARRAY['AFFAIRS', 'CULTURE', 'HEALTH', 'SKILLS'])[1 + n % 4], '{}'::text[], '演示', ARRAY['WEEKEND_DAY'],
         $2::date, $2::date + 300, 1, 0, 'LISTED' FROM generate_series(1, 2000) n`,
      [place, today()],
    );
    await service.database.pool.query(
      `INSERT INTO demand (id, version, community_code, field, title, slots, state, listed_at, unmet_from)
       SELECT gen_random_uuid(), 1, $1::text, (ARRAY['AFFAIRS', 'CULTURE', 'HEALTH', 'SKILLS'])[1 + n % 4], '演示', ARRAY['WEEKEND_DAY'], 'OPEN', $2::timestamptz,
         $2::timestamptz + interval '30 days' FROM generate_series(1, 800) n`,
      [place, service.clock.now()],
    );
    const first = await local.call(proposeMatches, { id: newId(), placeCode: place });
    const round = await local.call(proposeMatches, { id: newId(), placeCode: place });
    expect(first).toMatchObject({ demands: 800, proposed: 800, proposals: 2400 });
    expect(round).toMatchObject({ demands: 800, proposed: 800, proposals: 2400 });
  });
});
