import type { ErrorDefinition } from '@gezhi/shared/contracts';
import { addMonths, ensure, localDateOf } from '@gezhi/shared/domain';

/** Nobody plans further ahead than two years or enters what is longer ago than ten; what is further was mistyped. */
const months = { ahead: 24, ago: 120 };

interface FarRefusals {
  readonly tooFarAhead: ErrorDefinition;
  readonly tooLongAgo: ErrorDefinition;
}

/** G-30 G-35 What is planned is no further ahead than two years; refuses with the feature's own `too-far-ahead` {day}. */
export function ensureNotFarAhead(day: string, now: string, error: ErrorDefinition): void {
  ensure(day <= addMonths(localDateOf(now), months.ahead), error, { day });
}

/** G-12 G-26 G-41 What is entered of the past is no longer ago than ten years; refuses with the feature's own `too-long-ago` {day}. */
export function ensureNotLongAgo(day: string, now: string, error: ErrorDefinition): void {
  ensure(day >= addMonths(localDateOf(now), -months.ago), error, { day });
}

/**
 * G-09 G-27 G-33 Whoever serves a grid begins and ends on a day at most two years ahead and ten years ago; so does what is allocated to
 * it begin. Refuses with the feature's own `too-far-ahead` or `too-long-ago` {day}.
 */
export function ensureNear(day: string, now: string, errors: FarRefusals): void {
  ensureNotFarAhead(day, now, errors.tooFarAhead);
  ensureNotLongAgo(day, now, errors.tooLongAgo);
}
