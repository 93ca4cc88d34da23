import fc from 'fast-check';
import type { InputOf, openDispute } from '@gezhi/shared/contracts';
import { defaultPolicy } from '../hard-case/hard-case-policy.rules.js';
import {
  agree,
  disputeLife,
  ensureMediator,
  fail,
  open,
  partiesOf,
  perform,
  restrictedCase,
  shownParties,
  type DisputeState,
} from './mediation.rules.js';

/** Evidently invented. */
const now = '2026-03-01T01:00:00.000Z';
const place = { placeCode: '230521100001001', communityCode: '230521100001', gridCode: '230521100001001' };
const idOf = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const [mediator, other, file] = [idOf(1), idOf(2), idOf(3)];
const asMediator = { accountId: mediator, confidant: false };
const asLeader = { accountId: other, confidant: true };
const asColleague = { accountId: other, confidant: false };
const party = (number: number, side: 'APPLICANT' | 'RESPONDENT', more: object = {}) => ({
  ...{ personId: idOf(number), name: `样例某${number}`, side, minor: false },
  ...more,
});
const parties = [party(11, 'APPLICANT'), party(12, 'RESPONDENT')];
const opening = (changes: Partial<InputOf<typeof openDispute>> = {}): InputOf<typeof openDispute> => ({
  ...{ id: idOf(10), class: 'NEIGHBOUR', summary: '样例：为一盏灯笼相争', openedOn: '2026-03-01', mediatorId: mediator, parties },
  ...changes,
});
const facts = { policy: defaultPolicy, mediatorServes: true, mediatorIsParty: false, by: mediator };
const opened = () => open(opening(), place, facts, now).state;
const agreement = { id: idOf(10), agreement: '样例：轮流点灯', evidenceIds: [file] };
const agreed = () => agree(opened(), agreement, asMediator, now).state;
const performing = { performed: true, evidenceIds: [file] };

function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

describe('G-41 a mediation begins between parties of both sides', () => {
  it('and tells of it without a word or a person', () => {
    const { state, events } = open(opening(), place, facts, now);
    expect([state.status, state.openedById, state.caseId]).toEqual(['OPEN', mediator, null]);
    expect(events[0]!.data).toMatchObject({ disputeId: idOf(10), placeCode: place.placeCode, class: 'NEIGHBOUR', at: now });
    expect(JSON.stringify(events)).not.toMatch(/灯笼|样例|000000000011/);
    expect(partiesOf(opening())).toEqual([11, 12].map((number) => expect.objectContaining({ personId: idOf(number), guardianId: null })));
  });

  it('refuses a day to come, and one of long ago', () => {
    const on = (openedOn: string) => refusal(() => open(opening({ openedOn }), place, facts, now));
    expect([on('2026-03-02'), on('1000-01-01')]).toEqual(['grid.dispute.in-the-future', 'grid.dispute.too-long-ago']);
  });

  it('refuses one side, a party twice, a minor alone, a mediator from elsewhere or involved', () => {
    const refused = (changes: object, more: object = {}) => refusal(() => open(opening(changes), place, { ...facts, ...more }, now));
    const [first, second] = parties as [(typeof parties)[number], (typeof parties)[number]];
    const guardian = { personId: idOf(13), name: '样例某监护' };
    expect([
      refused({ class: 'LANTERN' }),
      refused({ openedOn: '2026-03-02' }),
      refused({ parties: [first, { ...second, side: 'APPLICANT' }] }),
      refused({ parties: [first, { ...second, personId: first.personId }] }),
      refused({ parties: [first, { ...second, minor: true }] }),
      refused({ parties: [first, { ...second, minor: true, guardian: { ...guardian, personId: second.personId } }] }),
      refused({ parties: [first, { ...second, minor: true, guardian }] }),
      refused({ parties: [first, { ...second, minor: true, guardian: { ...guardian, personId: first.personId } }] }),
      refused({}, { mediatorServes: false }),
      refused({}, { mediatorIsParty: true }),
    ]).toEqual(
      [
        ...['class-unknown', 'in-the-future', 'side-missing', 'party-twice', 'guardian-missing', 'guardian-missing', 'accepted'],
        'guardian-opposes',
        ...['mediator-unavailable', 'mediator-unavailable'],
      ].map((code) => (code === 'accepted' ? code : `grid.dispute.${code}`)),
    );
  });

  it('a minor is shown by the guardian alone', () => {
    const [child, guardian] = [11, 12].map((number) => ({ personId: idOf(number), name: `样例某${number}`, phone: null })) as [
      never,
      never,
    ];
    const shown = shownParties([
      { side: 'APPLICANT', minor: true, person: child, guardian },
      { side: 'RESPONDENT', minor: false, person: guardian, guardian: null },
    ]);
    expect(shown.map(({ person, guardian: by }) => [person, by])).toEqual([
      [null, guardian],
      [guardian, null],
    ]);
  });
});

describe('G-41 agreement, performance, failure', () => {
  it('the mediator or a leader records what was agreed, with the paper', () => {
    expect([asMediator, asLeader, asColleague].map((by) => refusal(() => ensureMediator(opened(), by)))).toEqual([
      'accepted',
      'accepted',
      'grid.dispute.not-mediator',
    ]);
    expect(agreed()).toMatchObject({ status: 'AGREED', agreedAt: now, agreementEvidenceIds: [file] });
    expect([
      refusal(() => agree(opened(), { ...agreement, evidenceIds: [] }, asMediator, now)),
      refusal(() => agree(opened(), { ...agreement, performByOn: '2026-02-28' }, asMediator, now)),
      refusal(() => agree(opened(), { ...agreement, performByOn: '2026-03-01' }, asMediator, now)),
      refusal(() => agree(opened(), agreement, asColleague, now)),
      refusal(() => agree(agreed(), agreement, asMediator, now)),
    ]).toEqual([
      'grid.dispute.evidence-missing',
      'grid.dispute.perform-by-past',
      'accepted',
      'grid.dispute.not-mediator',
      'platform.request.wrong-state',
    ]);
  });

  it('somebody else than the mediator finds it performed, or mediation goes on', () => {
    expect(perform(agreed(), performing, other, now).state).toMatchObject({ status: 'PERFORMED', performedAt: now, verifiedById: other });
    const back = perform(agreed(), { performed: false, evidenceIds: [], note: '样例：未履行' }, other, now);
    expect([back.state.status, back.state.agreedAt, back.state.reason, back.events]).toEqual(['OPEN', null, '样例：未履行', []]);
    expect([
      refusal(() => perform(agreed(), performing, mediator, now)),
      refusal(() => perform(agreed(), { ...performing, evidenceIds: [] }, other, now)),
      refusal(() => perform(opened(), performing, other, now)),
    ]).toEqual(['grid.dispute.own-mediation', 'grid.dispute.evidence-missing', 'platform.request.wrong-state']);
  });

  it('failing names the right body with the reason, or the case it becomes', () => {
    const outcome = (input: object, state = opened(), by = asMediator) => refusal(() => fail(state, input, by, now));
    const becoming = { case: { id: idOf(20), title: '样例', restricted: false } };
    expect(fail(agreed(), becoming, asMediator, now).events[0]!.data).toMatchObject({ caseId: idOf(20) });
    expect(fail(opened(), { rightBody: '样例人民法院', reason: '样例' }, asLeader, now).state.rightBody).toBe('样例人民法院');
    const missing = 'grid.dispute.outcome-missing';
    expect([
      outcome({}),
      outcome({ rightBody: '样例人民法院' }),
      outcome({ ...becoming, rightBody: '样例人民法院', reason: '样例' }),
    ]).toEqual(Array(3).fill(missing));
    expect([outcome(becoming, opened(), asColleague), outcome(becoming, perform(agreed(), performing, other, now).state)]).toEqual([
      'grid.dispute.not-mediator',
      'platform.request.wrong-state',
    ]);
  });

  it('only those in confidence lift the restriction of the case it becomes', () => {
    const becomes = (restricted: boolean, by: typeof asMediator) =>
      restrictedCase({ id: idOf(20), title: '样例', restricted }, by).restricted;
    expect([becomes(false, asMediator), becomes(true, asMediator), becomes(false, asLeader), becomes(true, asLeader)]).toEqual([
      ...[true, true],
      ...[false, true],
    ]);
  });

  it('whatever the sequence, a dispute never ends without performance, right body or case', () => {
    const steps: ((state: DisputeState) => DisputeState)[] = [
      (state) => agree(state, agreement, asMediator, now).state,
      (state) => perform(state, performing, other, now).state,
      (state) => perform(state, { performed: false, evidenceIds: [] }, other, now).state,
      (state) => fail(state, {}, asMediator, now).state,
      (state) => fail(state, { rightBody: '样例', reason: '样例' }, asMediator, now).state,
      (state) => fail(state, { case: { id: idOf(20), title: '样例', restricted: true } }, asMediator, now).state,
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 10 }), (acts) => {
        let state = opened();
        for (const act of acts) {
          try {
            state = act(state);
          } catch {
            // Refused: nothing changes.
          }
          expect((state.status === 'PERFORMED') === (state.performedAt !== null)).toBe(true);
          expect((state.status === 'FAILED') === (state.rightBody !== null || state.caseId !== null)).toBe(true);
          expect(state.status !== 'AGREED' || state.agreementEvidenceIds.length > 0).toBe(true);
        }
      }),
    );
    expect(disputeLife.all().map(({ action }) => action)).toEqual(['agree', 'fail', 'perform', 'lapse', 'fail']);
  });
});
