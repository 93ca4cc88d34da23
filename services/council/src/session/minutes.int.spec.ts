import {
  amendMinutes,
  amendmentsOfSession,
  answerAmendment,
  attendSession,
  closeSession,
  draftMinutes,
  finalizeMinutes,
  minutesFinalized,
  minutesOfSession,
  openMinutes,
  prepareMinutes,
  rewriteMinutes,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { contentHash } from '@gezhi/shared/platform';
import { startTestService, type TestService } from '@gezhi/shared/testing';
import { appointed, foundedCouncil, street } from '../council/council.fixture.js';
import { councilService } from '../service.module.js';
import { openRegular } from './session.fixture.js';

const refusal = (name: string) => expect.objectContaining({ code: `council.session.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const text = '演示会议记录';
const reason = '演示理由';

let service: TestService;
let founded: Awaited<ReturnType<typeof foundedCouncil>>;
let present: Awaited<ReturnType<typeof appointed>>;
let absent: Awaited<ReturnType<typeof appointed>>;
let sessionId: string;

beforeAll(async () => {
  service = await startTestService(councilService);
  founded = await foundedCouncil(service, `${street}001`);
  const at = { councilId: founded.council.id, organizationId: founded.organizations.agency };
  present = await appointed(service, founded.secretary, at);
  absent = await appointed(service, founded.secretary, at);
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  sessionId = await openRegular(service, founded.secretary, { councilId: founded.council.id, memberIds: [] });
  await present.caller.call(attendSession, { id: sessionId });
});

const drafted = async () => (await founded.secretary.call(draftMinutes, { id: newId(), sessionId, text })).id;
/** Minutes of the closed session that are open to amendments. */
const amending = async () => {
  const { secretary } = founded;
  const id = await drafted();
  await secretary.call(closeSession, { id: sessionId });
  await secretary.call(prepareMinutes, { id });
  await secretary.call(openMinutes, { id });
  return id;
};
const proposing = (minutesId: string) => ({ id: newId(), minutesId, text: '演示修改意见' });

describe('C-06 the minutes of a session go through four phases', () => {
  it('draft: for the writers alone, once for a session; prepare: once it is closed, for the council', async () => {
    const { secretary } = founded;
    const drafting = await Promise.allSettled(Array.from({ length: 20 }, drafted));
    expect(drafting.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of drafting) if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('minutes-exist'));
    const { id } = await secretary.call(minutesOfSession, { sessionId });
    await expect(present.caller.call(minutesOfSession, { sessionId })).rejects.toEqual(platform('not-found'));
    await expect(secretary.call(prepareMinutes, { id })).rejects.toEqual(refusal('minutes-too-early'));
    await expect(secretary.call(openMinutes, { id })).rejects.toEqual(platform('wrong-state'));
    await secretary.call(rewriteMinutes, { id, text: `${text}（二）` });
    await secretary.call(closeSession, { id: sessionId });
    await secretary.call(prepareMinutes, { id });
    expect(await absent.caller.call(minutesOfSession, { sessionId })).toMatchObject({ phase: 'PREPARED', text: `${text}（二）` });
    const stranger = service.as({ roles: ['part-time-member'], council: newId() });
    await expect(stranger.call(minutesOfSession, { sessionId })).rejects.toEqual(platform('not-found'));
  });

  it('amend: by those who attended alone, and every amendment is answered', async () => {
    const { secretary } = founded;
    const id = await amending();
    await expect(secretary.call(rewriteMinutes, { id, text })).rejects.toEqual(platform('wrong-state'));
    await expect(absent.caller.call(amendMinutes, proposing(id))).rejects.toEqual(refusal('not-an-attendee'));
    await expect(secretary.call(amendMinutes, proposing(id))).rejects.toEqual(refusal('not-an-attendee'));
    const taken = proposing(id);
    expect(await present.caller.call(amendMinutes, taken)).toMatchObject({ memberId: present.id, state: 'PROPOSED' });
    expect(await present.caller.call(amendMinutes, taken)).toMatchObject({ id: taken.id, version: 1 });
    const turnedDown = await present.caller.call(amendMinutes, proposing(id));
    await expect(secretary.call(finalizeMinutes, { id })).rejects.toEqual(refusal('amendment-open'));
    await expect(secretary.call(answerAmendment, { id: taken.id, accepted: true })).rejects.toEqual(refusal('amendment-text-missing'));
    await expect(secretary.call(answerAmendment, { id: turnedDown.id, accepted: false })).rejects.toEqual(
      refusal('amendment-reason-missing'),
    );
    const amended = `${text}，已修改`;
    await secretary.call(answerAmendment, { id: taken.id, accepted: true, text: amended });
    await secretary.call(answerAmendment, { id: turnedDown.id, accepted: false, reason });
    expect(await present.caller.call(minutesOfSession, { sessionId })).toMatchObject({ text: amended, phase: 'AMENDING' });
    const { items } = await present.caller.call(amendmentsOfSession, { sessionId });
    expect(items.map(({ id: item, state }) => [item, state])).toEqual([
      [taken.id, 'ACCEPTED'],
      [turnedDown.id, 'REFUSED'],
    ]);
  });

  it('final: under a hash that anyone computes again, and never changed, by nobody', async () => {
    const { secretary } = founded;
    const id = await amending();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => secretary.call(finalizeMinutes, { id })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const final = await present.caller.call(minutesOfSession, { sessionId });
    expect(final).toMatchObject({ phase: 'FINAL', hash: contentHash({ sessionId, text }) });
    expect((await service.told(minutesFinalized)).filter(({ data }) => data.minutesId === id)).toHaveLength(1);
    await expect(secretary.call(rewriteMinutes, { id, text: 'x' })).rejects.toEqual(platform('wrong-state'));
    await expect(present.caller.call(amendMinutes, proposing(id))).rejects.toEqual(platform('wrong-state'));
    const { pool } = service.database;
    await expect(pool.query("UPDATE session_minutes SET text = 'x' WHERE id = $1", [id])).rejects.toThrow('final minutes never change');
    await expect(pool.query('DELETE FROM session_minutes WHERE id = $1', [id])).rejects.toThrow('final minutes never change');
  });

  it('amending and making final race: whichever is first, no amendment stays without an answer', async () => {
    const { secretary } = founded;
    const id = await amending();
    const racing = Array.from({ length: 10 }, () => present.caller.call(amendMinutes, proposing(id)));
    const [final] = await Promise.allSettled([secretary.call(finalizeMinutes, { id }), ...racing]);
    const { phase } = await secretary.call(minutesOfSession, { sessionId });
    const { items } = await secretary.call(amendmentsOfSession, { sessionId });
    expect(phase).toBe(final.status === 'fulfilled' ? 'FINAL' : 'AMENDING');
    expect(items).toHaveLength(phase === 'FINAL' ? 0 : 10);
  });
});
