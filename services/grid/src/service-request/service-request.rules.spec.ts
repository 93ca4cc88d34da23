import { checkReachable, type Decision } from '@gezhi/shared/domain';
import { answer, confirm, ensureLinkable, lapse, rateHandling, reopen, useLink, type Word } from './feedback.rules.js';
import { handle, handleOnTheSpot, listAsAnnualSpecial, markDuplicate, refuse } from './outcome.rules.js';
import { requestLife, type RequestAction, type ServiceRequestState } from './request-life.rules.js';
import { recheck } from './recheck.rules.js';
import {
  evidenceId,
  filed,
  filing,
  onItsWay,
  otherWorker,
  place,
  refusal,
  requestId,
  resident,
  secretary,
  terms,
  worker,
} from './request.fixture.js';
import { accept, dispatch, ensureOnePlace, ensureOneRecipient, file, respond } from './service-request.rules.js';
import { resume, wait } from './time-limit.rules.js';

const now = '2026-11-23T01:00:00.000Z';
const later = '2026-11-24T01:00:00.000Z';
const nobody = { accountId: null, roles: [] };
const limits = terms({ immediate: true });
const other = '01900000-0000-7000-8000-000000000002';
const word: Word = { by: resident, channel: 'ACCOUNT', handledBy: [], issuedById: null, handlerServes: true };
const { accepted, inProgress, handled } = onItsWay(now, limits);
const to = { handlerId: worker.accountId, cadreId: null, dutyId: null };
const original = { communityCode: place.communityCode, isDuplicate: false };
const subjects = (decision: Decision<unknown>) => decision.events.map(({ event }) => event.subject.split('.')[3]);

/** Every action with the rule that takes it. */
const take: Record<RequestAction, (request: ServiceRequestState) => Decision<ServiceRequestState>> = {
  accept: (request) => accept(request, worker, now),
  dispatch: (request) => dispatch(request, to, secretary, now),
  respond: (request) => respond(request, secretary, limits, now),
  wait: (request) => wait(request, 'INFORMATION_MISSING', secretary, limits, now),
  resume: (request) => resume(request, secretary, limits, now),
  handle: (request) => handle(request, [], secretary, limits, now),
  handleOnTheSpot: (request) => handleOnTheSpot(request, [evidenceId], worker, limits, now),
  refuse: (request) => refuse(request, { rightBody: '样例供水公司', reason: '属户外管网' }, secretary, limits, now),
  listAsAnnualSpecial: (request) => listAsAnnualSpecial(request, other, secretary, limits, now),
  markDuplicate: (request) => markDuplicate(request, other, original, limits, now),
  confirm: (request) => confirm(request, undefined, word, now),
  lapse: (request) => lapse(request, later),
  reopen: (request) => reopen(request, word, limits, now),
  failRecheck: (request) => recheck(request, false, word, limits, later),
};

describe('G-42 the life of a service request', () => {
  it('reaches every state', () => expect(checkReachable(requestLife)).toEqual({ unreachable: [], unknown: [] }));

  const states = { ...handled, pauses: [], ratedAt: null, satisfied: null, reopenUntil: later, autoConfirmAt: now, recheckDueAt: now };
  const actions = Object.keys(take) as RequestAction[];
  const cases = Object.keys(requestLife.table).flatMap((from) =>
    actions.map((action) => [from as ServiceRequestState['state'], action] as const),
  );

  it.each(cases)('%s %s', (from, action) => {
    const request = { ...states, state: from, ...(action === 'accept' && from === 'FILED' && { acceptedAt: null }) };
    const target = requestLife.table[from][action];
    if (target) expect(take[action](request).state.state).toBe(target);
    else
      expect(refusal(() => take[action](request))).toBe(
        action === 'accept' ? 'grid.service-request.already-accepted' : 'grid.service-request.wrong-state',
      );
  });
});

describe('G-40 G-42 filing', () => {
  it('starts both clocks and tells ids, codes and times, never the words of people', () => {
    const { state, events } = file(filing, place, limits, resident, now);
    expect([state.state, state.reporterAccountId, state.nextEscalationAt]).toEqual(['FILED', resident.accountId, state.firstResponseDue]);
    expect(events[0]!.data).toMatchObject({
      requestId,
      version: 1,
      placeCode: place.gridCode,
      filedById: resident.accountId,
      dueAt: state.resolveDue,
    });
    expect(JSON.stringify(events)).not.toContain(filing.summary);
  });

  const named = { personId: other, name: '样例某甲' };
  it.each([
    ['a resident as a patrol', { ...filing, origin: 'PATROL' as const }, resident, 'grid.service-request.origin-not-yours'],
    ['staff in the name of nobody', filing, worker, 'grid.service-request.origin-not-yours'],
    ['staff for a named reporter', { ...filing, reporter: named }, worker, 'accepted'],
    ['staff on patrol', { ...filing, origin: 'PATROL' as const }, worker, 'accepted'],
  ])('%s', (_, input, by, expected) => expect(refusal(() => file(input, place, limits, by, now))).toBe(expected));

  it('lies at exactly one place', () => {
    expect(refusal(() => ensureOnePlace({ ...filing, gridCode: place.gridCode }))).toBe('grid.service-request.place-missing');
    expect(refusal(() => ensureOnePlace({ ...filing, householdId: undefined }))).toBe('grid.service-request.place-missing');
  });
});

describe('G-22 G-23 G-24 G-42 handling', () => {
  it('a handler or a cadre is named, or nobody, and never both', () => {
    const [handlerId, cadreId] = [worker.accountId!, other];
    const outcomes = [{ handlerId }, { cadreId }, {}, { handlerId, cadreId }].map((named) => refusal(() => ensureOneRecipient(named)));
    expect(outcomes).toEqual(['accepted', 'accepted', 'accepted', 'grid.service-request.recipient-twofold']);
  });

  it('dispatching to a named cadre converts the request to a duty', () => {
    const decision = dispatch(accepted, { handlerId: null, cadreId: other, dutyId: evidenceId }, worker, now);
    expect(subjects(decision)).toEqual(['dispatched', 'converted']);
  });

  it.each<[string, () => unknown, string]>([
    ['another worker responds', () => respond(inProgress, otherWorker, limits, now), 'grid.service-request.not-handler'],
    ['another worker handles', () => handle(inProgress, [], otherWorker, limits, now), 'grid.service-request.not-handler'],
    ['a leader handles', () => handle(inProgress, [], secretary, limits, now), 'accepted'],
    ['dispatched to nobody', () => dispatch(accepted, { ...to, handlerId: null }, worker, now), 'grid.service-request.handler-missing'],
    ['on the spot without evidence', () => handleOnTheSpot(filed(now), [], worker, limits, now), 'grid.service-request.evidence-missing'],
    [
      'on the spot, class not immediate',
      () => handleOnTheSpot(filed(now), [evidenceId], worker, terms(), now),
      'grid.service-request.not-immediate',
    ],
    [
      'refused without a body',
      () => refuse(inProgress, { rightBody: ' ', reason: '无' }, worker, limits, now),
      'grid.service-request.right-body-missing',
    ],
    ['a duplicate of itself', () => markDuplicate(accepted, requestId, original, limits, now), 'grid.service-request.duplicate-of-itself'],
    [
      'a duplicate of a duplicate',
      () => markDuplicate(accepted, other, { ...original, isDuplicate: true }, limits, now),
      'grid.service-request.original-unknown',
    ],
    [
      'a duplicate elsewhere',
      () => markDuplicate(accepted, other, { ...original, communityCode: '230521100001' }, limits, now),
      'grid.service-request.original-unknown',
    ],
  ])('%s', (_, rule, expected) => expect(refusal(rule)).toBe(expected));

  it('a response after a reopening is not the first', () => {
    const reopened = reopen(handled, word, limits, now).state;
    expect(respond(reopened, worker, limits, later).events[0]!.data).toMatchObject({ first: false, onTime: true });
  });

  it('closed is the first outcome: a second one after a reopening keeps the time and is on time by the deadline of its round', () => {
    const again = handle(
      respond(reopen(handled, word, limits, now).state, worker, limits, later).state,
      [],
      worker,
      limits,
      '2027-06-01T00:00:00.000Z',
    );
    expect([again.state.closedAt, again.state.closedOnTime, again.events[0]!.data]).toEqual([
      now,
      false,
      expect.objectContaining({
        ...{ first: false, closedAt: now, onTime: false },
        ...{ roundClosedAt: '2027-06-01T00:00:00.000Z', roundDueAt: again.state.resolveDue },
      }),
    ]);
  });

  it('silence does not confirm what became an annual special item', () => {
    expect(listAsAnnualSpecial(inProgress, other, worker, limits, now).state.autoConfirmAt).toBeNull();
  });
});

describe('G-40 G-42 the reporter alone says whether it is resolved and how it was', () => {
  it('handled is not resolved; the word of the reporter is, with a rating in the same breath', () => {
    expect([handled.resolved, handled.resolvedAt]).toEqual([null, null]);
    const decision = confirm(handled, true, word, later);
    expect([decision.state.resolved, decision.state.satisfied, subjects(decision)]).toEqual([true, true, ['confirmed', 'rated']]);
  });

  it('silence confirms as unrated and unresolved, never as satisfied', () => {
    const decision = lapse(handled, '2026-12-31T00:00:00.000Z');
    expect([decision.state.state, decision.state.resolved, decision.state.satisfied, subjects(decision)]).toEqual([
      'CONFIRMED',
      null,
      null,
      ['confirmed'],
    ]);
    expect(answer(decision.state, { resolved: true, satisfied: false }, word, limits, later).state.satisfied).toBe(false);
  });

  it('reopening starts a new resolve clock and forgets the rating of the round before', () => {
    const rated = rateHandling(handled, false, word, now).state;
    const { state } = reopen(rated, word, limits, later);
    expect([state.state, state.round, state.clockStart, state.satisfied, state.resolved, state.handlerId]).toEqual([
      'REOPENED',
      2,
      later,
      null,
      false,
      worker.accountId,
    ]);
  });

  const asHandler: Word = { ...word, by: worker };
  const asStaff: Word = { ...word, by: otherWorker };
  const slipByHandler: Word = { ...word, by: worker, channel: 'SLIP' };
  const slipByOther: Word = { ...word, by: otherWorker, channel: 'SLIP' };
  const stepped: Word = { ...slipByOther, handledBy: [otherWorker.accountId!] };
  const link = { usedAt: null, expiresAt: later, issuedById: secretary.accountId! };
  const issuer = { accountId: secretary.accountId, roles: ['resident'] };
  it.each<[string, () => unknown, string]>([
    ['the handler confirms', () => confirm(handled, true, asHandler, now), 'grid.service-request.feedback-not-yours'],
    ['staff confirms', () => confirm(handled, true, asStaff, now), 'grid.service-request.feedback-not-yours'],
    ['staff reopens', () => reopen(handled, asStaff, limits, now), 'grid.service-request.feedback-not-yours'],
    ['staff rates', () => rateHandling(handled, true, asStaff, now), 'grid.service-request.feedback-not-yours'],
    ['a leader rates', () => rateHandling(handled, true, { ...word, by: secretary }, now), 'grid.service-request.feedback-not-yours'],
    ['the handler rates', () => rateHandling(handled, true, asHandler, now), 'grid.service-request.feedback-not-yours'],
    [
      'the handler enters a slip',
      () => answer(handled, { resolved: true }, slipByHandler, limits, now),
      'grid.service-request.feedback-not-yours',
    ],
    ['the handler issues a link', () => ensureLinkable(handled, worker, []), 'grid.service-request.feedback-not-yours'],
    ['another worker enters a slip', () => answer(handled, { resolved: true, satisfied: true }, slipByOther, limits, now), 'accepted'],
    [
      'a second rating',
      () => rateHandling(rateHandling(handled, true, word, now).state, false, word, now),
      'grid.service-request.already-rated',
    ],
    ['a rating before the outcome', () => rateHandling(inProgress, true, word, now), 'grid.service-request.wrong-state'],
    [
      'reopened after the window',
      () => reopen(handled, word, limits, '2027-01-01T00:00:00.000Z'),
      'grid.service-request.reopen-window-over',
    ],
    ['silence before its time', () => lapse(handled, later), 'grid.service-request.nothing-due'],
    ['a link before the outcome', () => ensureLinkable(inProgress, secretary, []), 'grid.service-request.wrong-state'],
    [
      'a step before enters a slip',
      () => answer(handled, { resolved: true }, stepped, limits, now),
      'grid.service-request.feedback-not-yours',
    ],
    [
      'a step before issues a link',
      () => ensureLinkable(handled, otherWorker, [otherWorker.accountId!]),
      'grid.service-request.feedback-not-yours',
    ],
    ['another issues a link', () => ensureLinkable(handled, otherWorker, [worker.accountId!]), 'accepted'],
    ['staff answers by a link', () => useLink(link, true, otherWorker, now), 'grid.service-request.feedback-not-yours'],
    ['the issuer answers by a link', () => useLink(link, true, issuer, now), 'grid.service-request.feedback-not-yours'],
    ['a resident with an account answers by a link', () => useLink(link, true, resident, now), 'accepted'],
    ['a link with another secret', () => useLink(link, false, nobody, now), 'grid.service-request.link-invalid'],
    ['a link used before', () => useLink({ ...link, usedAt: now }, true, nobody, now), 'grid.service-request.link-invalid'],
    ['a link expired', () => useLink(link, true, nobody, '2026-12-01T00:00:00.000Z'), 'grid.service-request.link-invalid'],
    ['a good link', () => useLink(link, true, nobody, now), 'accepted'],
  ])('%s', (_, rule, expected) => expect(refusal(rule)).toBe(expected));
});
