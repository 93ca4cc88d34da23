import fc from 'fast-check';
import { DomainError, type Decision } from '@gezhi/shared/domain';
import { confirm, lapse, rateHandling, reopen, type Word } from './feedback.rules.js';
import { handle, listAsAnnualSpecial, markDuplicate, refuse } from './outcome.rules.js';
import { recheck } from './recheck.rules.js';
import { about, isConcluded, type ServiceRequestState } from './request-life.rules.js';
import { evidenceId, filed, otherWorker, place, resident, secretary, terms, worker } from './request.fixture.js';
import { accept, dispatch, respond } from './service-request.rules.js';
import { endOverlongWait, resume, wait } from './time-limit.rules.js';

const limits = terms({ recheckDays: [2, 5], reopenDays: 3, autoConfirmDays: 3 });
const begin = Date.parse('2026-11-23T01:00:00.000Z');
const day = 86_400_000;
const word = (handlerServes: boolean): Word => ({ by: resident, channel: 'ACCOUNT', handledBy: [], issuedById: null, handlerServes });
const to = (handlerId: string | null) => ({ handlerId, cadreId: null, dutyId: null });
const original = { communityCode: place.communityCode, isDuplicate: false };
type Step = (request: ServiceRequestState, now: string) => Decision<ServiceRequestState>;
const steps: Record<string, Step> = {
  accept: (request, now) => accept(request, worker, now),
  dispatch: (request, now) => dispatch(request, to(otherWorker.accountId), secretary, now),
  respond: (request, now) => respond(request, secretary, limits, now),
  wait: (request, now) => wait(request, 'INFORMATION_MISSING', secretary, limits, now),
  resume: (request, now) => resume(request, secretary, limits, now),
  endWait: (request, now) => endOverlongWait(request, limits, now),
  handle: (request, now) => handle(request, [], secretary, limits, now),
  refuse: (request, now) => refuse(request, { rightBody: '样例供水公司', reason: '样例' }, secretary, limits, now),
  special: (request, now) => listAsAnnualSpecial(request, evidenceId, secretary, limits, now),
  duplicate: (request, now) => markDuplicate(request, evidenceId, original, limits, now),
  confirm: (request, now) => confirm(request, undefined, word(true), now),
  rate: (request, now) => rateHandling(request, true, word(true), now),
  lapse: (request, now) => lapse(request, now),
  reopen: (request, now) => reopen(request, word(true), limits, now),
  reopenWithoutHandler: (request, now) => reopen(request, word(false), limits, now),
  passRecheck: (request, now) => recheck(request, true, word(true), limits, now),
  failRecheck: (request, now) => recheck(request, false, word(true), limits, now),
  failRecheckWithoutHandler: (request, now) => recheck(request, false, word(false), limits, now),
};

/** The states a request goes through; what a rule refuses does not happen. */
function story(names: readonly (readonly [string, number])[]): ServiceRequestState[] {
  const states = [filed(new Date(begin).toISOString(), limits)];
  let time = begin;
  for (const [name, days] of names) {
    time += days * day;
    try {
      states.push(steps[name]!(states.at(-1)!, new Date(time).toISOString()).state);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }
  return states;
}
const sequences = fc.array(fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.integer({ min: 0, max: 4 })), { maxLength: 40 });
const toConfirmed = ['accept', 'dispatch', 'respond', 'handle', 'confirm'].map((name) => [name, 0] as const);

describe('G-42 after any sequence of steps', () => {
  it('a request is with somebody: open with a handler or its community, or concluded with what its outcome needs; the satisfied are rated, the rated closed', () => {
    fc.assert(
      fc.property(sequences, (names) => {
        for (const request of story([...toConfirmed, ...names])) {
          const { state } = request;
          if (!isConcluded(state)) expect(request.handlerId ?? about(request).communityCode).toBeTruthy();
          if (state === 'REFUSED') expect(request.rightBody).toBeTruthy();
          if (state === 'ANNUAL_SPECIAL') expect(request.annualItemId).toBeTruthy();
          expect(state === 'DUPLICATE').toBe(request.duplicateOfId !== null);
          expect(request.roundClosedAt !== null).toBe(request.closedOnTime !== null);
          expect(request.recheckDueAt === null || (request.roundClosedAt !== null && isConcluded(state))).toBe(true);
          expect(request.closedAt === null || request.roundClosedAt === null || request.closedAt <= request.roundClosedAt).toBe(true);
          expect(request.satisfied !== null).toBe(request.ratedAt !== null);
          if (request.ratedAt) expect(request.closedAt).not.toBeNull();
          if (request.closedAt) expect(request.acceptedAt).not.toBeNull();
          if (request.resolved) expect(request.resolvedAt).not.toBeNull();
        }
      }),
      { numRuns: 60 },
    );
  });
});
