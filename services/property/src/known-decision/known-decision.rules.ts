import {
  decisionErrors,
  type ballotCertified,
  type DecidedBy,
  type DecisionMatter,
  type DecisionOutcome,
  type EventData,
  type Majority,
  type sessionDecided,
  type values,
} from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

export interface Decided {
  readonly id: string;
  readonly decidedBy: DecidedBy;
  readonly communityCode: string;
  readonly estateId: string | null;
  readonly matter: DecisionMatter;
  readonly subjectId: string | null;
  readonly majority: Majority | null;
  readonly outcome: DecisionOutcome;
  readonly decidedAt: values.Instant;
  readonly version: number;
}

/** P-12 What a certified ballot of owners says. */
export function certified({ ballotId, at, ...rest }: EventData<typeof ballotCertified>): Decided {
  return { ...rest, id: ballotId, decidedBy: 'BALLOT', decidedAt: at };
}

/** P-19 What a session decided. */
export function decidedInSession({ decisionId, sessionId: _, at, ...rest }: EventData<typeof sessionDecided>): Decided {
  return { ...rest, id: decisionId, decidedBy: 'SESSION', majority: null, decidedAt: at };
}

/** What something needs before it may be done. */
export interface DecisionNeeded {
  readonly matter: DecisionMatter;
  readonly estateId: string;
  readonly communityCode: string;
  /** The thing decided upon. */
  readonly subjectId: string;
  /** Only a ballot of owners will do, with this majority at least; without it a session may decide too. */
  readonly majority?: Majority | undefined;
}

/**
 * P-12, P-T14 A decision binds when it passed, is about the very matter and thing, and was made for the estate, or for its
 * community when no vote of owners is needed (民法典 278). Refuses with `property.decision.decision-required` {matter, majority}.
 */
export function ensureDecided(decision: Decided | undefined, needed: DecisionNeeded): asserts decision is Decided {
  const { matter, estateId, communityCode, subjectId, majority } = needed;
  const concerns =
    decision?.estateId === estateId || (decision?.estateId === null && decision.communityCode === communityCode && !majority);
  const byMajority = !majority || (decision?.decidedBy === 'BALLOT' && (majority === 'GENERAL' || decision.majority === 'SPECIAL'));
  const binds = decision?.outcome === 'PASSED' && decision.matter === matter && decision.subjectId === subjectId && concerns && byMajority;
  ensure(binds, decisionErrors.decisionRequired, { matter, majority: majority ?? null });
}
