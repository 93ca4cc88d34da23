import {
  closePeriod,
  correctStatement,
  noticesOfEstate,
  publishStatement,
  readNotice,
  readStatement,
  recordCost,
  reverseCost,
  statementCorrections,
  statementPublished,
  statementsOfEstate,
  verifyCost,
  verifyStatement,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { addDays } from '@gezhi/shared/domain';
import type { TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { day, servicedEstate, today, type ServicedEstate } from '../trial/serviced-estate.fixture.js';

const refusal = (name: string) => expect.objectContaining({ code: `property.statement.${name}` });

let service: TestService;
let estate: ServicedEstate;
let estateId: string;
let costId: string;
let periodId: string;
let statement: { readonly id: string; readonly hash: string; readonly noticeId: string };
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());

const close = async () => {
  await service.advance(day);
  const id = newId();
  await estate.secretary.call(closePeriod, { id, estateId, to: addDays(await today(service), -1) });
  return id;
};
const publish = (of: string) => estate.secretary.call(publishStatement, { id: newId(), estateId, periodId: of });
const correct = (correctsId: string, by = estate.secretary) =>
  by.call(correctStatement, { id: newId(), correctsId, reason: '成本凭证有误，已冲正' });

/** A cost was verified in a period that is closed and published. */
beforeEach(async () => {
  estate = await servicedEstate(service, 1);
  ({ estateId } = estate);
  const cost = { id: newId(), estateId, amountFen: 5_000, category: 'CLEANING', purpose: '演示' } as const;
  ({ id: costId } = await estate.company.call(recordCost, { ...cost, incurredOn: await today(service), evidenceIds: [newId()] }));
  await estate.secretary.call(verifyCost, { id: costId });
  periodId = await close();
  statement = await publish(periodId);
}, 30_000);

describe('P-14, P-20 a published statement is corrected', () => {
  it('what is taken back in a later period is seen from it, and from the later one', async () => {
    const everyone = service.public();
    expect((await everyone.call(statementCorrections, { id: statement.id })).items).toEqual([]);
    await estate.secretary.call(reverseCost, { id: costId, reason: '凭证有误' });
    const taken = { kind: 'COST', entries: 1, amountFen: 5_000 };
    expect((await everyone.call(statementCorrections, { id: statement.id })).items).toEqual([
      { direction: 'CORRECTED_BY', ...taken, periodId: null, statementId: null },
    ]);
    const later = await close();
    const next = await publish(later);
    expect((await everyone.call(statementCorrections, { id: statement.id })).items).toEqual([
      { direction: 'CORRECTED_BY', ...taken, periodId: later, statementId: next.id },
    ]);
    expect((await everyone.call(statementCorrections, { id: next.id })).items).toEqual([
      { direction: 'CORRECTS', ...taken, periodId, statementId: statement.id },
    ]);
  }, 60_000);

  it('by a further revision, once, raced or not; both stay with their hashes, and each names the other', async () => {
    const everyone = service.public();
    const before = await everyone.call(readStatement, { id: statement.id });
    await expect(correct(statement.id)).rejects.toThrow(refusal('nothing-to-correct'));
    await estate.secretary.call(reverseCost, { id: costId, reason: '凭证有误' });
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => correct(statement.id)));
    const done = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(done).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason).toEqual(refusal('already-corrected'));
    const [second] = done;
    expect(second).toMatchObject({ revision: 2, correctsId: statement.id, correctedById: null, periodId });
    expect(second!.sections).toHaveLength(9);
    const told = second!.sections.at(-1)!.lines;
    expect(told.map(({ code, text, amountFen }) => [code, text, amountFen])).toEqual([
      ['REASON', '成本凭证有误，已冲正', null],
      ['FORMER', statement.hash, null],
      ['TAKEN_BACK.COST', '1 笔', 5_000],
    ]);

    expect(await everyone.call(readStatement, { id: statement.id })).toEqual({ ...before, correctedById: second!.id });
    for (const { id, hash } of [statement, second!])
      expect(await everyone.call(verifyStatement, { id, hash })).toMatchObject({ matches: true, hash });
    const { items, next } = await everyone.call(statementsOfEstate, { estateId, limit: 1 });
    expect(items).toMatchObject([{ id: second!.id, revision: 2, number: 1 }]);
    expect((await everyone.call(statementsOfEstate, { estateId, limit: 1, after: next! })).items).toMatchObject([
      { id: statement.id, revision: 1, correctedById: second!.id },
    ]);
    expect(await everyone.call(readNotice, { id: statement.noticeId })).toMatchObject({ correctedById: second!.noticeId });
    expect((await everyone.call(noticesOfEstate, { estateId, kind: 'ACCOUNTS' })).items).toHaveLength(2);
    expect((await service.told(statementPublished)).filter(({ data }) => data.estateId === estateId)).toMatchObject([
      { data: { statementId: statement.id, correctsId: null } },
      { data: { statementId: second!.id, correctsId: statement.id, hash: second!.hash } },
    ]);

    await expect(correct(second!.id)).rejects.toThrow(refusal('nothing-to-correct'));
    await expect(publish(periodId)).rejects.toThrow(refusal('already-published'));
    const elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
    await expect(correct(second!.id, elsewhere)).rejects.toThrow();
  }, 60_000);
});
