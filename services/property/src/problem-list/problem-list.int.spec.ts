import {
  assignEstateProblem,
  classifyOpinion,
  householdPlaced,
  listOpinion,
  markOpinionDuplicate,
  openEstateProblem,
  opinionClassified,
  opinionPolicy,
  opinionsOfEstate,
  opinionSummary,
  problemListPublished,
  problemsOfEstate,
  publishedProblemList,
  publishOpinionPolicy,
  publishProblemList,
  raiseOpinion,
  readOpinion,
  recordOpinion,
  refuseOpinion,
  registerBuilding,
  registerEstate,
  registerUnit,
  resolveEstateProblem,
  similarOpinions,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';

const community = '230521100001';
const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let secretary: TestCaller;
let elsewhere: TestCaller;
let estateId: string;
let serial = 0;

beforeAll(async () => {
  service = await startPropertyService();
  secretary = service.as({ roles: ['community-secretary'], place: community });
  elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  const estate = { id: newId(), communityCode: community, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  ({ id: estateId } = await secretary.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' }));
});

const said = (summary: string, more = {}) =>
  secretary.call(recordOpinion, { id: newId(), estateId, class: 'SANITATION', summary, ...more });
const problem = (title: string, more = {}) =>
  secretary.call(openEstateProblem, { id: newId(), estateId, class: 'SANITATION', title, ...more });
const publish = () => secretary.call(publishProblemList, { id: newId(), estateId });

describe('P-06, P-08 from opinions to the published list', () => {
  it('every opinion ends in the list or with a reason, and everyone may read the list', async () => {
    const householdId = newId();
    await service.publish(householdPlaced, {
      ...{ gridCode: `${community}001`, communityCode: community, validFrom: new Date(0).toISOString(), version: 1 },
      placements: [{ householdId, kind: 'RESIDENT' }],
    });
    const first = await eventually(() => said('楼后垃圾长期无人清运', { householdId }));
    const second = await said('楼后垃圾无人清运');
    const third = await said('请给每户换防盗门', { class: 'SAFETY' });
    await expect(publish()).rejects.toThrow(refusal('problem-list', 'opinions-undecided'));
    expect((await secretary.call(similarOpinions, { id: second.id })).items.map(({ opinion }) => opinion.id)).toEqual([first.id]);

    const listed = await problem('楼后垃圾点', { responsibleBody: '环卫所' });
    await secretary.call(listOpinion, { id: first.id, problemId: listed.id });
    await secretary.call(markOpinionDuplicate, { id: second.id, originalId: first.id });
    expect(await secretary.call(classifyOpinion, { id: third.id, class: 'SERVICE_AND_FEES' })).toMatchObject({ version: 2 });
    await secretary.call(refuseOpinion, { id: third.id, reason: '属私有部分' });
    const list = await publish();
    expect(list).toMatchObject({ number: 1, items: [{ problemId: listed.id, state: 'OPEN', opinions: 2, responsibleBody: '环卫所' }] });

    await secretary.call(assignEstateProblem, { id: listed.id, responsibleBody: '演示物业' });
    await secretary.call(resolveEstateProblem, { id: listed.id, outcome: '已清运', evidenceIds: [newId()] });
    expect((await publish()).number).toBe(2);
    const anyone = service.public();
    expect(await anyone.call(publishedProblemList, { estateId })).toMatchObject({ number: 2, items: [{ state: 'RESOLVED' }] });
    expect(await anyone.call(publishedProblemList, { estateId, number: 1 })).toEqual(list);
    expect((await secretary.call(problemsOfEstate, { estateId, state: 'RESOLVED' })).items).toMatchObject([{ outcome: '已清运' }]);

    const resident = service.as({ roles: ['resident'], household: householdId });
    expect(await resident.call(readOpinion, { id: first.id })).toMatchObject({ state: 'LISTED', problemId: listed.id });
    await expect(resident.call(readOpinion, { id: third.id })).rejects.toThrow(platform('not-found'));
    expect(await service.told(opinionClassified)).toHaveLength(4);
    expect((await service.told(problemListPublished)).map(({ data }) => data)).toMatchObject([{ open: 1 }, { resolved: 1 }]);
    expect(JSON.stringify(await service.told())).not.toMatch(/垃圾|防盗门|私有/);
  });

  it('a household speaks for itself, of the estate it lives in', async () => {
    const [living, stranger] = [newId(), newId()];
    await service.publish(householdPlaced, {
      ...{ gridCode: `${community}001`, communityCode: community, validFrom: new Date(0).toISOString(), version: 1 },
      placements: [living, stranger].map((householdId) => ({ householdId, kind: 'RESIDENT' as const })),
    });
    const { id: buildingId } = await secretary.call(registerBuilding, { id: newId(), estateId, label: '1号楼' });
    const door = { buildingId, label: '101', kind: 'RESIDENTIAL' as const, area: 6_250, areaSource: 'TITLE_REGISTER' as const };
    await eventually(() => secretary.call(registerUnit, { id: newId(), ...door, householdId: living }));
    const of = (household: string) => service.as({ roles: ['resident'], household });
    const resident = of(living);
    const words = (householdId: string, more = {}) => ({
      ...{ id: newId(), estateId, householdId, class: 'SANITATION', summary: '楼道无人打扫', ...more },
    });
    const given = words(living);
    expect(await resident.call(raiseOpinion, given)).toMatchObject({ householdId: living, state: 'RECORDED', version: 1 });
    expect(await resident.call(raiseOpinion, given)).toMatchObject({ id: given.id, version: 1 });
    const before = (await secretary.call(opinionsOfEstate, { estateId })).items;
    expect(before).toHaveLength(1);
    await expect(of(stranger).call(raiseOpinion, words(stranger))).rejects.toThrow(refusal('opinion', 'household-elsewhere'));
    await expect(resident.call(raiseOpinion, words(living, { estateId: newId() }))).rejects.toThrow(
      refusal('opinion', 'household-elsewhere'),
    );
    await expect(resident.call(raiseOpinion, words(living, { class: 'CASTLE' }))).rejects.toThrow(refusal('opinion', 'class-unknown'));
    await expect(of(stranger).call(raiseOpinion, words(living))).rejects.toThrow(platform('not-found'));
    await expect(secretary.call(raiseOpinion, words(living))).rejects.toThrow(platform('forbidden'));
    expect((await secretary.call(opinionsOfEstate, { estateId })).items).toEqual(before);
  });

  it('a jurisdiction lays down its own classes, which hold from then on', async () => {
    const leader = service.as({ roles: ['street-leader'], place: '230599' });
    const estate = { id: newId(), communityCode: '230599100001', name: '演示小区', addressLabel: '演示路1号', evidenceIds: [newId()] };
    await leader.call(registerEstate, { ...estate, cause: 'OTHER', grounds: '演示' });
    const own = { similarityPercent: 60, classes: [{ code: 'HEATING', zh: '供热', source: '演示', assumed: true }] };
    await leader.call(publishOpinionPolicy, { id: newId(), jurisdictionId: '230599', ...own });
    expect(await service.public().call(opinionPolicy, { placeCode: '230599100001' })).toMatchObject({ version: 1, ...own });
    const opinion = { id: newId(), estateId: estate.id, class: 'HEATING', summary: '暖气不热' };
    expect(await leader.call(recordOpinion, opinion)).toMatchObject({ class: 'HEATING' });
    await expect(leader.call(recordOpinion, { ...opinion, id: newId(), class: 'SAFETY' })).rejects.toThrow(
      refusal('opinion', 'class-unknown'),
    );
    expect(await leader.call(opinionSummary, { placeCode: '230599' })).toEqual({
      ...{ opinions: 1, classes: [{ class: 'HEATING', recorded: 1, listed: 0, refused: 0, duplicate: 0 }] },
    });
  });

  it('two opinions that are said to be the same as each other at once: one of them stays', async () => {
    for (let round = 0; round < 5; round++) {
      const [one, other] = [await said('停车难'), await said('停车困难')];
      const outcomes = await Promise.allSettled([
        secretary.call(markOpinionDuplicate, { id: one.id, originalId: other.id }),
        secretary.call(markOpinionDuplicate, { id: other.id, originalId: one.id }),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
    expect((await secretary.call(opinionsOfEstate, { estateId, state: 'DUPLICATE' })).items).toHaveLength(5);
  });

  it('two lists published at once have numbers of their own', async () => {
    await problem('路灯不亮');
    const lists = await Promise.all([publish(), publish(), publish()]);
    expect(lists.map(({ number }) => number).sort()).toEqual([1, 2, 3]);
  });

  it('refuses what is unknown or out of scope, and writes nothing', async () => {
    const opinion = await said('暖气不热');
    const listed = await problem('路灯不亮');
    const rows = async () =>
      (
        await service.database.pool.query(
          'SELECT (SELECT count(*) FROM opinion) AS o, (SELECT count(*) FROM estate_problem) AS p, (SELECT count(*) FROM problem_list) AS l, (SELECT count(*) FROM audit) AS a',
        )
      ).rows[0];
    const before = await rows();
    await expect(said('x', { class: 'NOISE' })).rejects.toThrow(refusal('opinion', 'class-unknown'));
    await expect(said('x', { householdId: newId() })).rejects.toThrow(refusal('opinion', 'household-unknown'));
    await expect(said('x', { estateId: newId() })).rejects.toThrow(refusal('estate', 'estate-unknown'));
    await expect(problem('x', { facilityId: newId() })).rejects.toThrow(refusal('problem-list', 'facility-elsewhere'));
    await expect(secretary.call(listOpinion, { id: opinion.id, problemId: newId() })).rejects.toThrow(
      refusal('opinion', 'problem-unknown'),
    );
    await expect(secretary.call(markOpinionDuplicate, { id: opinion.id, originalId: opinion.id })).rejects.toThrow(
      refusal('opinion', 'original-unknown'),
    );
    await expect(elsewhere.call(listOpinion, { id: opinion.id, problemId: listed.id })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(classifyOpinion, { id: opinion.id, class: 'SAFETY' })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(refuseOpinion, { id: opinion.id, reason: '演示' })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(markOpinionDuplicate, { id: opinion.id, originalId: newId() })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(publishProblemList, { id: newId(), estateId })).rejects.toThrow(refusal('estate', 'estate-unknown'));
    await expect(elsewhere.call(resolveEstateProblem, { id: listed.id, outcome: 'x', evidenceIds: [newId()] })).rejects.toThrow(
      platform('not-found'),
    );
    await expect(service.public().call(publishedProblemList, { estateId })).rejects.toThrow(platform('not-found'));
    expect(await rows()).toEqual(before);
  });
});
