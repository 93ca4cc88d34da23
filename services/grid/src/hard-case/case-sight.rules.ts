import { hardCaseErrors, requestErrors } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** What an account is to a case. */
export interface Standing {
  /** Has the place in its charge as a leader. */
  readonly leads: boolean;
  /** Has the place in its charge as one of those in confidence. */
  readonly confidant: boolean;
  /** Is the account of the owner, or of a member of the task force at work. */
  readonly member: boolean;
}

/** G-17 A restricted case is there for those in confidence, its owner and its members alone; else it is `platform.request.not-found`. */
export function canSee(restricted: boolean, by: Standing): void {
  ensure(!restricted || by.confidant || by.member, requestErrors.notFound);
}

/** G-16 G-17 Who leads there, owns the case or is a member acts on it; others who may see it are refused with `grid.hard-case.not-member`. */
export function ensureDoer(restricted: boolean, by: Standing): void {
  canSee(restricted, by);
  ensure(by.leads || by.member, hardCaseErrors.notMember);
}
