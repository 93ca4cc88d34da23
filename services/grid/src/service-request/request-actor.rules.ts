import { leaders, serviceRequestErrors, staff, type Role } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import type { ServiceRequestState } from './request-life.rules.js';

/** Who acts: the account, `null` for a visitor or a schedule, and the roles admitted. */
export interface By {
  readonly accountId: string | null;
  readonly roles: readonly string[];
}

const hasOneOf = ({ roles }: By, ofRoles: readonly Role[]): boolean => roles.some((role) => ofRoles.includes(role as Role));

/** G-40 Whoever is on duty somewhere acts as staff. */
export const isStaff = (by: By): boolean => hasOneOf(by, staff);

/** G-40 The word of a reporter is spoken by an account of the household, never by one on duty (`grid.service-request.feedback-not-yours`). */
export function ensureReporter(by: By): void {
  ensure(!isStaff(by), serviceRequestErrors.feedbackNotYours);
}

/** G-42 Only its handler or a leader of the place works on a request; refuses with `grid.service-request.not-handler`. */
export function ensureHandler(request: ServiceRequestState, by: By): void {
  ensure(hasOneOf(by, leaders) || (by.accountId !== null && request.handlerId === by.accountId), serviceRequestErrors.notHandler);
}

/**
 * G-40 I-T20 Whoever accepted, handled or closed a request, or took any step on it as staff in any round (`handledBy`), never
 * answers for its reporter (`grid.service-request.feedback-not-yours`).
 */
export function ensureNotHandling(request: ServiceRequestState, by: By, handledBy: readonly string[]): void {
  const { acceptedById, handlerId, closedById } = request;
  const hands = [acceptedById, handlerId, closedById, ...handledBy];
  ensure(by.accountId === null || !hands.includes(by.accountId), serviceRequestErrors.feedbackNotYours);
}
