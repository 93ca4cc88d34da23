import type { ErrorDefinition } from '@gezhi/shared/contracts';
import { addMonths, ensure, localDateOf } from '@gezhi/shared/domain';

/** Nobody plans further ahead than two years or enters what is longer ago than ten; what is further was mistyped. */
const months = { ahead: 24, ago: 120 };

interface FarRefusals {
  readonly tooFarAhead: ErrorDefinition;
  readonly tooLongAgo: ErrorDefinition;
}

/**
 * G-27 G-33 Whoever serves a grid begins and ends on a day at most two years ahead and ten years ago. Refuses with the feature's own
 * `too-far-ahead` or `too-long-ago` {day}.
 */
export function ensureNear(day: string, now: string, errors: FarRefusals): void {
  const today = localDateOf(now);
  ensure(day <= addMonths(today, months.ahead), errors.tooFarAhead, { day });
  ensure(day >= addMonths(today, -months.ago), errors.tooLongAgo, { day });
}
