import { serviceRequestConfirmed, serviceRequestErrors, serviceRequestRated, type FeedbackChannel } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { newRound } from './new-round.rules.js';
import { isRecheckDue, recheck } from './recheck.rules.js';
import { ensureNotHandling, ensureReporter, isStaff, type By } from './request-actor.rules.js';
import { about, isConcluded, moveOn, requestLife, type ServiceRequestState } from './request-life.rules.js';
import type { Terms } from './time-limit.rules.js';

/** By whom and by which way a reporter's word came; on a slip or a link the account is that of the one who entered it, or none. */
export interface Word {
  readonly by: By;
  readonly channel: FeedbackChannel;
  /** The accounts that took a step on the request as staff, in any round. */
  readonly handledBy: readonly string[];
  /** Who issued the link it came by. */
  readonly issuedById: string | null;
  /** Whether the handler still has an assignment that covers the place. */
  readonly handlerServes: boolean;
}

/** By an account the reporter alone speaks; a slip is entered by staff who had no hand in it, a link is answered by whoever holds it. */
function ensureMaySpeak(request: ServiceRequestState, { by, channel, handledBy }: Word): void {
  if (channel === 'ACCOUNT') ensureReporter(by);
  ensureNotHandling(request, by, handledBy);
}

const spoken = ({ by, channel, issuedById }: Word) => ({ channel, issuedById, answeredById: by.accountId });

/** G-40 The reporter rates once a round is over, once a round; whoever handled the request never does. */
export function rateHandling(request: ServiceRequestState, satisfied: boolean, word: Word, now: string): Decision<ServiceRequestState> {
  ensureMaySpeak(request, word);
  const { by, channel, issuedById } = word;
  ensure(isConcluded(request.state) && request.state !== 'DUPLICATE', serviceRequestErrors.wrongState, {
    from: request.state,
    action: 'rate',
  });
  ensure(request.ratedAt === null, serviceRequestErrors.alreadyRated);
  const next = { ...request, satisfied, ratedAt: now };
  const { closedById } = request;
  const rated = { satisfied, ratedAt: now, channel, ratedById: by.accountId, issuedById, closedById };
  return decide(next, serviceRequestRated({ ...about(next), ...rated }));
}

/** G-42 The reporter says it is resolved, and may rate in the same breath. */
export function confirm(
  request: ServiceRequestState,
  satisfied: boolean | undefined,
  word: Word,
  now: string,
): Decision<ServiceRequestState> {
  ensureMaySpeak(request, word);
  const state = moveOn(request, 'confirm');
  const confirmed = { ...request, state, resolved: true, resolvedAt: now, autoConfirmAt: null, feedbackChannel: word.channel };
  const { closedById } = request;
  const event = serviceRequestConfirmed({ ...about(confirmed), confirmedAt: now, ...spoken(word), resolved: true, closedById });
  if (satisfied === undefined) return decide(confirmed, event);
  const rated = rateHandling(confirmed, satisfied, word, now);
  return decide(rated.state, event, ...rated.events);
}

/** G-42 Silence confirms after the days of the class and counts as unrated; refuses with `grid.service-request.nothing-due` before. */
export function lapse(request: ServiceRequestState, now: string): Decision<ServiceRequestState> {
  ensure(request.autoConfirmAt !== null && request.autoConfirmAt < now, serviceRequestErrors.nothingDue);
  const state = moveOn(request, 'lapse');
  const next = { ...request, state, resolved: null, autoConfirmAt: null, feedbackChannel: 'LAPSE' } as const;
  const { closedById } = request;
  return decide(next, serviceRequestConfirmed({ ...about(next), confirmedAt: now, channel: 'LAPSE', resolved: null, closedById }));
}

/**
 * G-42 The reporter says it is not resolved, within the window of the class: the request goes back to its handler, while that one
 * serves there, and is not closed until closed again. Refuses with `grid.service-request.reopen-window-over`.
 */
export function reopen(request: ServiceRequestState, word: Word, terms: Terms, now: string): Decision<ServiceRequestState> {
  ensureMaySpeak(request, word);
  const state = moveOn(request, 'reopen');
  ensure(request.reopenUntil !== null && now <= request.reopenUntil, serviceRequestErrors.reopenWindowOver, { until: request.reopenUntil });
  return newRound(request, word, terms, now, { state, recheck: false, handlerServes: word.handlerServes });
}

export interface Answer {
  readonly resolved: boolean;
  readonly satisfied?: boolean | undefined;
}

/** G-42 What a slip or a link answers: the question of a re-check while one is due, else that of the closing. */
export const answersRecheck = (request: ServiceRequestState, now: string): boolean =>
  isRecheckDue(request, now) && requestLife.allows(request.state, 'failRecheck');

/** G-40 G-42 A slip or a link carries the whole answer: resolved and rated, or not resolved; after silence it may still rate. */
export function answer(request: ServiceRequestState, given: Answer, word: Word, terms: Terms, now: string): Decision<ServiceRequestState> {
  if (answersRecheck(request, now)) return answerRecheck(request, given, word, terms, now);
  if (!given.resolved) return reopen(request, word, terms, now);
  if (request.state === 'CONFIRMED' && given.satisfied !== undefined) return rateHandling(request, given.satisfied, word, now);
  return confirm(request, given.satisfied, word, now);
}

function answerRecheck(request: ServiceRequestState, given: Answer, word: Word, terms: Terms, now: string): Decision<ServiceRequestState> {
  const checked = recheck(request, given.resolved, word, terms, now);
  if (!given.resolved || given.satisfied === undefined) return checked;
  const rated = rateHandling(checked.state, given.satisfied, word, now);
  return decide(rated.state, ...checked.events, ...rated.events);
}

/** G-40 A one-time link is issued once a request is closed, never by those who took a step on it; it is good for the days of the class. */
export function ensureLinkable(request: ServiceRequestState, by: By, handledBy: readonly string[]): void {
  ensureNotHandling(request, by, handledBy);
  ensure(isConcluded(request.state), serviceRequestErrors.wrongState, { from: request.state, action: 'issueFeedbackLink' });
}

export interface LinkState {
  readonly usedAt: string | null;
  readonly expiresAt: string;
  readonly issuedById: string;
}

/**
 * G-40 A link answers once and before it expires, and only with its secret (`grid.service-request.link-invalid`); neither an
 * account on duty nor the one that issued it answers by it (`grid.service-request.feedback-not-yours`).
 */
export function useLink(link: LinkState, secretFits: boolean, by: By, now: string): void {
  ensure(secretFits && link.usedAt === null && now <= link.expiresAt, serviceRequestErrors.linkInvalid);
  ensure(!isStaff(by) && by.accountId !== link.issuedById, serviceRequestErrors.feedbackNotYours);
}
