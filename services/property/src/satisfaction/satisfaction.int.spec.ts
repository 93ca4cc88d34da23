import {
  answerSurvey,
  householdPlaced,
  openSurvey,
  publishSatisfactionPolicy,
  recordPaperAnswer,
  registerBuilding,
  registerEstate,
  registerUnit,
  satisfactionPolicy,
  satisfactionTrend,
  surveyClosed,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { SatisfactionSchedule } from './satisfaction.schedule.js';

const community = '230521100001';
const day = 86_400_000;
const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let secretary: TestCaller;
let elsewhere: TestCaller;
let estateId: string;
let households: string[];
let serial = 0;

const today = () => localDateOf(service.clock.now());
const rows = async () =>
  (
    await service.database.pool.query(
      `SELECT (SELECT count(*) FROM satisfaction_survey) AS s, (SELECT count(*) FROM satisfaction_answer) AS n, (SELECT count(*) FROM audit) AS a`,
    )
  ).rows[0] as object;
const survey = (more = {}) => {
  const period = { periodFrom: addDays(today(), -30), periodTo: addDays(today(), -1) };
  return { id: newId(), estateId, ...period, closesOn: addDays(today(), 3), ...more };
};
const open = (more = {}) => secretary.call(openSurvey, survey(more));
const of = (household: string) => service.as({ roles: ['resident'], household });
const said = (surveyId: string, householdId: string, score = 5) => ({ id: newId(), surveyId, householdId, score });
const paper = (surveyId: string, householdId: string, score = 5) => ({ ...said(surveyId, householdId, score), evidenceIds: [newId()] });
const trend = async () => (await service.public().call(satisfactionTrend, { estateId })).items;

/** Households of the community, as the grid service tells of them. */
async function placed(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await service.publish(householdPlaced, {
    ...{ gridCode: `${community}001`, communityCode: community, validFrom: new Date(0).toISOString(), version: ++serial },
    placements: ids.map((householdId) => ({ householdId, kind: 'RESIDENT' as const })),
  });
  await eventually(async () => {
    const known = await service.database.pool.query('SELECT 1 FROM known_household WHERE household_id = ANY($1::uuid[])', [ids]);
    expect(known.rowCount).toBe(count);
  });
  return ids;
}

/** A unit of the estate for each of its households. */
async function housed(): Promise<void> {
  const { id: buildingId } = await secretary.call(registerBuilding, { id: newId(), estateId, label: '1号楼' });
  for (const [index, householdId] of households.entries()) {
    const unit = { id: newId(), buildingId, label: `${101 + index}`, kind: 'RESIDENTIAL' as const, area: 6_250, householdId };
    await secretary.call(registerUnit, { ...unit, areaSource: 'TITLE_REGISTER' });
  }
}

beforeAll(async () => {
  service = await startPropertyService();
  secretary = service.as({ roles: ['community-secretary'], place: community });
  elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  const estate = { id: newId(), communityCode: community, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  ({ id: estateId } = await secretary.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' }));
  households = await placed(8);
});

describe('P-25 satisfaction by estate and period', () => {
  it('households answer themselves or on paper; what they said is shown by numbers, once it is closed, with its trend', async () => {
    await housed();
    const first = await open({ periodFrom: '2020-01-01', periodTo: '2020-03-31' });
    expect(first).toMatchObject({ satisfiedFrom: 4, leastAnswers: 5 });
    for (const [index, household] of households.slice(0, 6).entries())
      await of(household).call(answerSurvey, said(first.id, household, index < 3 ? 4 : 2));
    const answered = await secretary.call(recordPaperAnswer, paper(first.id, households[6]!, 3));
    expect(answered).toMatchObject({ answeredBy: 'PAPER', householdId: households[6] });
    expect(await trend()).toMatchObject([{ id: first.id, isClosed: false, answers: 7, satisfaction: null, change: null }]);
    await service.advance(4 * day);
    const result = {
      ...{ id: first.id, isClosed: true, answers: 7, change: null },
      coverage: { numerator: 7, denominator: 8, value: 87.5 },
      satisfaction: { numerator: 3, denominator: 7, value: 42.86 },
    };
    expect(await trend()).toMatchObject([result]);
    const second = await open({ periodFrom: '2020-04-01', periodTo: '2020-06-30' });
    for (const household of households.slice(0, 5)) await of(household).call(answerSurvey, said(second.id, household));
    const third = await open({ periodFrom: '2020-07-01', periodTo: '2020-09-30' });
    await of(households[0]!).call(answerSurvey, said(third.id, households[0]!));
    await service.advance(4 * day);
    const seen = await trend();
    expect(seen.map(({ id, satisfaction, change }) => [id, satisfaction?.value ?? null, change])).toEqual([
      [third.id, null, null],
      [second.id, 100, 57.14],
      [first.id, 42.86, null],
    ]);
    const page = await service.public().call(satisfactionTrend, { estateId, limit: 2 });
    expect(page.items).toMatchObject([{ change: null }, { change: 57.14 }]);
    expect((await service.public().call(satisfactionTrend, { estateId, limit: 2, after: page.next! })).items).toMatchObject([result]);
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(households.join('|')));
    const schedule = service.get(SatisfactionSchedule);
    await Promise.all([schedule.close(), schedule.close()]);
    await schedule.close();
    const told = (await service.told(surveyClosed)).filter(({ data }) => data.estateId === estateId).map(({ data }) => data);
    expect(told.map(({ surveyId, answers, satisfied, covered }) => [surveyId, answers, satisfied, covered])).toEqual([
      [first.id, 7, 3, 7],
      [second.id, 5, 5, 5],
      [third.id, 1, null, 1],
    ]);
    for (const one of told) expect(one).toMatchObject({ households: 8, communityCode: community });
  });

  it('of twenty answers of one household at once one counts, whether it answers itself or on paper', async () => {
    await housed();
    const { id } = await open();
    const [household] = households as [string];
    const resident = of(household);
    const answers = Array.from({ length: 20 }, (_, index) =>
      index % 4
        ? resident.call(answerSurvey, said(id, household, (index % 5) + 1))
        : secretary.call(recordPaperAnswer, paper(id, household)),
    );
    const outcomes = await Promise.allSettled(answers);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('satisfaction', 'already-answered'));
    expect(await trend()).toMatchObject([{ answers: 1, coverage: { numerator: 1, denominator: 8 } }]);
  });

  it('an answer sent again is the same answer', async () => {
    const { id } = await open();
    const mine = said(id, households[0]!);
    const resident = of(households[0]!);
    expect(await resident.call(answerSurvey, mine)).toEqual(await resident.call(answerSurvey, mine));
    expect(await trend()).toMatchObject([{ answers: 1 }]);
  });

  it('as long as no unit names a household, those of the community answer; from then on those of the units', async () => {
    const { id } = await open();
    const [stranger] = await placed(1);
    await of(stranger!).call(answerSurvey, said(id, stranger!));
    await housed();
    const [other] = await placed(1);
    await expect(of(other!).call(answerSurvey, said(id, other!))).rejects.toThrow(refusal('satisfaction', 'household-elsewhere'));
    await of(households[0]!).call(answerSurvey, said(id, households[0]!));
    expect(await trend()).toMatchObject([{ answers: 2, coverage: { numerator: 1, denominator: 8 } }]);
  });

  it('periods of an estate do not meet, also when opened at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, index) => open({ periodTo: addDays(today(), index) })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('satisfaction', 'period-taken'));
  });

  it('a jurisdiction lays down its own numbers, which hold for the surveys opened from then on', async () => {
    const leader = service.as({ roles: ['street-leader'], place: '230599' });
    const estate = {
      id: newId(),
      communityCode: '230599100001',
      name: `演示小区${++serial}`,
      addressLabel: '演示路1号',
      evidenceIds: [newId()],
    };
    await leader.call(registerEstate, { ...estate, cause: 'OTHER', grounds: '演示' });
    const before = await leader.call(openSurvey, survey({ estateId: estate.id, periodFrom: '2020-01-01', periodTo: '2020-01-31' }));
    const own = { satisfiedFrom: 5, leastAnswers: 1, source: '演示', assumed: true };
    await leader.call(publishSatisfactionPolicy, { id: newId(), jurisdictionId: '230599', ...own });
    expect(await service.public().call(satisfactionPolicy, { placeCode: '230599100001' })).toMatchObject({ version: 1, ...own });
    const after = await leader.call(openSurvey, survey({ estateId: estate.id }));
    expect([before.satisfiedFrom, after.satisfiedFrom]).toEqual([4, 5]);
  });

  it('refuses whoever may not answer, and what comes too late, and writes nothing', async () => {
    await housed();
    const { id } = await open({ closesOn: today() });
    const [first, second] = households as [string, string];
    const [outside] = await placed(1);
    const before = await rows();
    await expect(of(outside!).call(answerSurvey, said(id, outside!))).rejects.toThrow(refusal('satisfaction', 'household-elsewhere'));
    await expect(of(first).call(answerSurvey, said(id, second))).rejects.toThrow(platform('not-found'));
    await expect(of(first).call(answerSurvey, said(newId(), first))).rejects.toThrow(refusal('satisfaction', 'survey-unknown'));
    await expect(of(first).call(answerSurvey, said(id, first, 6))).rejects.toThrow(platform('invalid'));
    await expect(of(first).call(recordPaperAnswer, paper(id, first))).rejects.toThrow(platform('forbidden'));
    await expect(secretary.call(answerSurvey, said(id, first))).rejects.toThrow(platform('forbidden'));
    await expect(secretary.call(recordPaperAnswer, { ...paper(id, first), evidenceIds: [] })).rejects.toThrow(platform('invalid'));
    await expect(elsewhere.call(recordPaperAnswer, paper(id, first))).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(openSurvey, survey())).rejects.toThrow(refusal('estate', 'estate-unknown'));
    await expect(of(first).call(openSurvey, survey())).rejects.toThrow(platform('forbidden'));
    await expect(open({ closesOn: addDays(today(), -1) })).rejects.toThrow(refusal('satisfaction', 'closes-in-past'));
    await expect(open({ periodFrom: addDays(today(), 1), periodTo: addDays(today(), 2) })).rejects.toThrow(
      refusal('satisfaction', 'period-invalid'),
    );
    await service.advance(day);
    await expect(of(first).call(answerSurvey, said(id, first))).rejects.toThrow(refusal('satisfaction', 'survey-closed'));
    expect(await rows()).toEqual(before);
  });
});
