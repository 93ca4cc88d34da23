import {
  answerQuestionnaire,
  closeQuestionnaire,
  listDemand,
  needRecorded,
  needUpdatesOfPlace,
  needUpdateSummary,
  openQuestionnaire,
  questionnaireResult,
  questionnairesOfPlace,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { instantOf, millisOf } from '@gezhi/shared/domain';
import { eventually, startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { community, demanding, grid, householdThere } from '../match/match.fixture.js';
import { councilService } from '../service.module.js';
import { QuestionnaireSchedule } from './questionnaire.schedule.js';

const day = 86_400_000;
const refusal = (code: string) => expect.objectContaining({ code: `council.${code}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let secretary: TestCaller;
beforeAll(async () => {
  service = await startTestService(councilService);
  secretary = service.as({ roles: ['community-secretary'], place: community });
}, 120_000);
afterAll(() => service?.stop());

const inDays = (days: number) => instantOf(millisOf(service.clock.now()) + days * day);
const asking = (days = 10) => ({
  ...{ id: newId(), communityCode: community, title: '演示问卷', closesAt: inDays(days) },
  questions: [
    {
      ...{ text: '演示：您家最需要什么服务？', mostChoices: 2 },
      options: [{ text: '老年食堂', needKind: 'ELDERLY_CARE' }, { text: '小修小补', needKind: 'REPAIR' }, { text: '其他' }],
    },
  ],
});
const answering = (questionnaireId: string, householdId: string, choices: number[][] = [[0, 1]]) => ({
  ...{ id: newId(), questionnaireId, householdId, choices },
});
const written = async () => {
  const { rows } = await service.database.pool.query(
    `SELECT (SELECT count(*) FROM questionnaire_answer) AS q, (SELECT count(*) FROM need_update) AS n, (SELECT count(*) FROM audit) AS a`,
  );
  return rows[0] as object;
};

describe('C-16 needs come from questionnaires and visits, with source, date and expiry', () => {
  it('a household answers once, of twenty at once; what it chose are needs, which a visit may say again', async () => {
    const { householdId, resident } = await householdThere(service);
    const questionnaire = await secretary.call(openQuestionnaire, asking());
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, () => resident.call(answerQuestionnaire, answering(questionnaire.id, householdId))),
    );
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of settled)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'council.questionnaire.already-answered' });
    expect(await secretary.call(questionnaireResult, { id: questionnaire.id })).toEqual({ answers: 1, chosen: [[1, 1, 0]] });
    const needs = async (more = {}) => (await secretary.call(needUpdatesOfPlace, { placeCode: community, ...more })).items;
    expect((await needs()).map(({ kind, channel }) => [kind, channel]).toSorted()).toEqual([
      ['ELDERLY_CARE', 'QUESTIONNAIRE'],
      ['REPAIR', 'QUESTIONNAIRE'],
    ]);

    const visited = { needId: newId(), visitId: newId(), householdId, estateId: newId(), communityCode: community, kind: 'REPAIR' };
    const told = { ...visited, at: service.clock.now(), version: 1 };
    const event = newId();
    for (let times = 0; times < 2; times++) await service.publish(needRecorded, told, { id: event });
    await service.publish(needRecorded, told);
    await eventually(async () =>
      expect(await needs({ channel: 'VISIT' })).toMatchObject([{ id: visited.needId, sourceId: visited.visitId }]),
    );
    expect(await needs({ kind: 'REPAIR' })).toHaveLength(1);
    expect(await needs({ kind: 'REPAIR', past: true })).toHaveLength(2);
    expect(await secretary.call(needUpdateSummary, { placeCode: community })).toEqual({
      kinds: [
        { kind: 'ELDERLY_CARE', field: 'HEALTH', households: 1, visits: 0, questionnaires: 1 },
        { kind: 'REPAIR', field: 'AFFAIRS', households: 1, visits: 1, questionnaires: 0 },
      ],
      expired: 0,
    });

    const worker = service.as({ roles: ['grid-worker'], place: grid });
    expect((await worker.call(needUpdatesOfPlace, { placeCode: community })).items).toHaveLength(2);
    const listing = () => worker.call(listDemand, demanding({ needId: visited.needId, field: 'AFFAIRS' }));
    expect(await listing()).toMatchObject({ needId: visited.needId, householdId });
    await expect(listing()).rejects.toThrow(refusal('demand.need-listed'));
    await service.advance(181 * day);
    expect(await needs()).toEqual([]);
    expect(await secretary.call(needUpdateSummary, { placeCode: community })).toEqual({ kinds: [], expired: 2 });
    expect(JSON.stringify(await service.told())).not.toContain(householdId);
  });

  it('staff may assist, and what is refused writes nothing', async () => {
    const [{ householdId, resident }, other] = [await householdThere(service), await householdThere(service)];
    const elsewhere = await householdThere(service, { communityCode: '230521100002', gridCode: '230521100002001' });
    const { id } = await secretary.call(openQuestionnaire, asking());
    const worker = service.as({ roles: ['grid-worker'], place: grid });
    expect(await worker.call(answerQuestionnaire, answering(id, householdId, [[2]]))).toMatchObject({ channel: 'ASSISTED' });
    const before = await written();
    await expect(resident.call(answerQuestionnaire, answering(id, householdId))).rejects.toThrow(refusal('questionnaire.already-answered'));
    await expect(resident.call(answerQuestionnaire, answering(id, other.householdId))).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.resident.call(answerQuestionnaire, answering(id, elsewhere.householdId))).rejects.toThrow(
      refusal('questionnaire.household-elsewhere'),
    );
    await expect(other.resident.call(answerQuestionnaire, answering(id, other.householdId, [[0, 1, 2]]))).rejects.toThrow(
      refusal('questionnaire.choice-invalid'),
    );
    await expect(secretary.call(openQuestionnaire, asking(-1))).rejects.toThrow(refusal('questionnaire.closing-invalid'));
    await service.advance(11 * day);
    await expect(other.resident.call(answerQuestionnaire, answering(id, other.householdId))).rejects.toThrow(
      refusal('questionnaire.closed'),
    );
    expect(await written()).toEqual(before);
    await service.get(QuestionnaireSchedule).close();
    await service.get(QuestionnaireSchedule).close();
    await expect(secretary.call(closeQuestionnaire, { id })).rejects.toThrow(platform('wrong-state'));
    const { items } = await service.public().call(questionnairesOfPlace, { communityCode: community, state: 'CLOSED' });
    expect(items.map((questionnaire) => questionnaire.id)).toContain(id);
  });
});
