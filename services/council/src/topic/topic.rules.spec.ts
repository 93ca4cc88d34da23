import fc from 'fast-check';
import { checkReachable } from '@gezhi/shared/domain';
import {
  decideTopic,
  executeTopic,
  isUnder,
  isWaitingFor,
  publishTopic,
  putToVote,
  release,
  scheduleForBallot,
  scheduleForSession,
  verifyTopic,
} from './decision.rules.js';
import { answer, isMergeTarget, startReview } from './review.rules.js';
import { advance, ensureOfCommunity, sourceOf, submit, topicLife, type TopicMove, type TopicState } from './topic.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const refused = (name: string) => expect.objectContaining({ code: `council.topic.${name}` });
const communityCode = '230521100001';
const day = (n: number) => `2026-05-${String(n).padStart(2, '0')}T04:00:00.000Z`;
const submitted = submit({ id: id(1), communityCode, title: '演示议题', detail: '演示', source: 'RESIDENT', proposerId: id(2) }, day(1));
const reviewing = startReview(submitted.state, day(2));
const accept = { answer: 'ACCEPTED' as const, reason: '演示理由' };
const accepted = answer(reviewing.state, accept, undefined, day(3));
const session = id(10);
const ballot = { id: id(11), sessionId: session };
const scheduled = scheduleForSession(accepted.state, session, day(4));
const voting = putToVote(scheduled.state, ballot, day(5));
const certified = decideTopic(voting.state, ballot.id, 'PASSED', day(6));
const published = publishTopic(certified.state, id(12), day(7));
const executing = executeTopic(published.state, id(13), day(8));
const verified = verifyTopic(executing.state, id(13), day(9));
const chain: readonly TopicMove[] = [submitted, reviewing, accepted, scheduled, voting, certified, published, executing, verified];

describe('C-08, C-T18 the hard-ordered chain of a topic', () => {
  it('goes from submission to verification, each stage dated and numbered, with what brought it there', () => {
    const stages = chain.flatMap((move) => move.stages);
    expect(stages.map(({ number, stage, referenceId }) => [number, stage, referenceId])).toEqual([
      [1, 'SUBMITTED', null],
      [2, 'UNDER_REVIEW', null],
      [3, 'ACCEPTED', null],
      [4, 'SCHEDULED', session],
      [5, 'VOTING', ballot.id],
      [6, 'PASSED', ballot.id],
      [7, 'CERTIFIED', ballot.id],
      [8, 'PUBLISHED', id(12)],
      [9, 'EXECUTING', id(13)],
      [10, 'VERIFIED', id(13)],
    ]);
    expect(verified.state).toMatchObject({ stage: 'VERIFIED', outcome: 'PASSED', stageNumber: 10 });
  });

  it('reaches every stage, and knows no other', () => {
    expect(checkReachable(topicLife)).toEqual({ unreachable: [], unknown: [] });
  });

  it('every skip, from every stage by every action the table lacks, is refused', () => {
    const stages = Object.keys(topicLife.table) as TopicState['stage'][];
    const actions = [...new Set(topicLife.all().map(({ action }) => action))];
    const skips = stages.flatMap((stage) =>
      actions.filter((action) => !topicLife.allows(stage, action)).map((action) => ({ stage, action })),
    );
    expect(skips).toHaveLength(stages.length * actions.length - topicLife.all().length);
    for (const { stage, action } of skips)
      expect(() => advance({ ...submitted.state, stage }, action, {}, day(1))).toThrow(refused('stage-order'));
  });

  it('no path leads to a vote without acceptance, nor to execution without certification and publication', () => {
    const actions = [...new Set(topicLife.all().map(({ action }) => action))];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actions), { maxLength: 60 }), (attempts) => {
        const seen: string[] = [];
        let topic = submitted.state;
        for (const action of attempts) {
          if (!topicLife.allows(topic.stage, action)) continue;
          topic = advance(topic, action, {}, day(1)).state;
          seen.push(topic.stage);
        }
        if (seen.includes('VOTING')) expect(seen.indexOf('ACCEPTED')).toBeLessThan(seen.indexOf('VOTING'));
        if (seen.includes('EXECUTING')) expect(seen.slice(-5)).toEqual(expect.arrayContaining(['PUBLISHED']));
        if (seen.includes('PUBLISHED')) expect(seen).toContain('CERTIFIED');
      }),
    );
  });

  it('what a joint meeting refers to the owners waits for their ballot', () => {
    const referred = decideTopic(voting.state, ballot.id, 'REFERRED', day(6)).state;
    expect(referred).toMatchObject({ stage: 'ACCEPTED', sessionId: null, ballotId: null, outcome: null });
    expect(scheduleForBallot(referred, { id: id(14), sessionId: null }, day(7))!.state).toMatchObject({
      stage: 'SCHEDULED',
      ballotId: id(14),
    });
  });

  it('a ballot decides its own topic alone', () => {
    expect(() => decideTopic(voting.state, id(99), 'PASSED', day(6))).toThrow(refused('stage-order'));
    expect(() => decideTopic(scheduled.state, ballot.id, 'PASSED', day(6))).toThrow(refused('stage-order'));
  });

  it('the notice of a ballot schedules what no session did; a topic of another session stays with that', () => {
    const owners = { id: id(14), sessionId: null };
    expect(scheduleForBallot(accepted.state, owners, day(4))!.state).toMatchObject({
      stage: 'SCHEDULED',
      ballotId: id(14),
      sessionId: null,
    });
    expect(scheduleForBallot(scheduled.state, ballot, day(4))).toBeUndefined();
    expect(() => scheduleForBallot(scheduled.state, { id: id(14), sessionId: id(15) }, day(4))).toThrow(refused('other-session'));
    expect(() => putToVote(scheduled.state, { id: id(14), sessionId: id(15) }, day(4))).toThrow(refused('other-session'));
    expect(() => scheduleForBallot(reviewing.state, owners, day(4))).toThrow(refused('stage-order'));
    expect(() => putToVote(accepted.state, ballot, day(5))).toThrow(refused('stage-order'));
  });

  it('a session or a ballot that comes to nothing frees its own topic alone', () => {
    expect(isWaitingFor(scheduled.state, session)).toBe(true);
    expect([isWaitingFor(scheduled.state, id(99)), isWaitingFor(voting.state, session)]).toEqual([false, false]);
    expect([isUnder(voting.state, ballot.id), isUnder(voting.state, id(99)), isUnder(certified.state, ballot.id)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(release(voting.state, day(6)).state).toMatchObject({ stage: 'ACCEPTED', sessionId: null, ballotId: null });
  });
});

describe('C-09 submission and review', () => {
  it('keeps the link to the problem or demand it was made of', () => {
    const made = submit({ ...submitted.state, origin: 'DEMAND', originId: id(30) }, day(1));
    expect(made.state).toMatchObject({ origin: 'DEMAND', originId: id(30), stage: 'SUBMITTED' });
    expect(made.stages[0]).toMatchObject({ referenceId: id(30) });
    expect(submitted.events.map(({ event }) => event.subject)).toEqual(['council.event.topic.submitted.v1']);
  });

  it.each([
    ['resident', 'self', 'RESIDENT'],
    ['part-time-member', 'council', 'MEMBER'],
    ['grid-worker', 'place', 'GRID'],
    ['cadre', 'place', 'GRID'],
    ['property-company', 'estate', 'PROPERTY'],
    ['committee-member', 'estate', 'COMMITTEE'],
    ['community-secretary', 'place', 'COMMUNITY'],
  ])('%s proposes as %s → %s', (role, axis, source) => {
    expect(
      sourceOf([
        { role, axis },
        { role: 'community-secretary', axis: 'place' },
      ]),
    ).toBe(source);
  });

  it('whoever has no tie to the community is refused, as is a topic of another', () => {
    expect(() => sourceOf([])).toThrow(refused('not-of-community'));
    expect(() => ensureOfCommunity(submitted.state, '230521100002')).toThrow(refused('topic-unknown'));
    expect(() => ensureOfCommunity(undefined, communityCode)).toThrow(refused('topic-unknown'));
  });

  it.each([
    ['ACCEPTED', { title: '演示（公开标题）' }, { stage: 'ACCEPTED', title: '演示（公开标题）' }],
    ['REJECTED', {}, { stage: 'REJECTED', title: '演示议题' }],
    ['REFERRED', { referredTo: '演示街道办' }, { stage: 'REFERRED', referredTo: '演示街道办' }],
    ['MERGED', { mergedIntoId: id(40) }, { stage: 'MERGED', mergedIntoId: id(40) }],
  ] as const)('C-T18 the answer %s goes to the proposer with its reason', (kind, more, expected) => {
    const target = { ...accepted.state, id: id(40) };
    const answered = answer(reviewing.state, { answer: kind, reason: '演示理由', ...more }, target, day(3));
    expect(answered.state).toMatchObject({ ...expected, reason: '演示理由', reviewedAt: day(3) });
    expect(answered.events.map(({ data }) => data)).toEqual([expect.objectContaining({ topicId: id(1), proposerId: id(2) })]);
  });

  it('C-T18 without a reason, a target or an office nothing is answered', () => {
    const of = (input: Partial<Parameters<typeof answer>[1]>, target?: TopicState) => () =>
      answer(reviewing.state, { ...accept, ...input }, target, day(3));
    for (const kind of ['ACCEPTED', 'REJECTED', 'MERGED', 'REFERRED'] as const)
      expect(of({ answer: kind, reason: undefined })).toThrow(refused('reason-missing'));
    expect(of({ answer: 'MERGED' })).toThrow(refused('merge-target-invalid'));
    expect(of({ answer: 'MERGED', mergedIntoId: id(1) }, reviewing.state)).toThrow(refused('merge-target-invalid'));
    expect(of({ mergedIntoId: id(40) }, { ...accepted.state, id: id(40) })).toThrow(refused('merge-target-invalid'));
    expect(of({ answer: 'REFERRED' })).toThrow(refused('referral-missing'));
    expect(() => answer(submitted.state, accept, undefined, day(3))).toThrow(refused('stage-order'));
    expect(() => answer(accepted.state, accept, undefined, day(3))).toThrow(refused('stage-order'));
  });

  it('a topic takes in another of its community while it is in hand', () => {
    const into = (target: Partial<TopicState>) => isMergeTarget(reviewing.state, { ...accepted.state, id: id(40), ...target });
    expect([into({}), into({ stage: 'VOTING' }), into({ stage: 'SUBMITTED' })]).toEqual([true, true, true]);
    expect([into({ stage: 'MERGED' }), into({ stage: 'CERTIFIED' }), into({ communityCode: '230521100002' })]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe('C-11, C-12 what is certified is told, carried out and verified, in this order', () => {
  it('by the bulletin and the resolution that the stage names', () => {
    const told = [published, executing, verified].map(({ state, events }) => [state.stage, events.length]);
    expect(told).toEqual([
      ['PUBLISHED', 1],
      ['EXECUTING', 1],
      ['VERIFIED', 1],
    ]);
    expect(() => executeTopic(certified.state, id(13), day(8))).toThrow(refused('stage-order'));
    expect(() => verifyTopic(published.state, id(13), day(8))).toThrow(refused('stage-order'));
    expect(() => publishTopic(published.state, id(99), day(8))).toThrow(refused('stage-order'));
  });

  it('what failed or was inquorate is certified and published, and not carried out', () => {
    for (const outcome of ['FAILED', 'INQUORATE'] as const) {
      const decided = decideTopic(voting.state, ballot.id, outcome, day(6));
      expect(decided.stages.map(({ stage }) => stage)).toEqual([outcome, 'CERTIFIED']);
      const told = publishTopic(decided.state, id(12), day(7));
      expect(() => executeTopic(told.state, id(13), day(8))).toThrow(refused('not-passed'));
    }
  });
});
