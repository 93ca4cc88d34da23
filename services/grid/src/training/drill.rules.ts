import { trainingErrors, type DrillCriterion, type InputOf, type recordDrillSheet, type values } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { unknownTags, type Playbook } from '../playbook/playbook.rules.js';
import type { SessionState } from './training.rules.js';

/** The capabilities of the jurisdiction. */
export type Vocabulary = Pick<Playbook, 'capabilities'>;

export interface DrillSheetState {
  readonly id: string;
  readonly version: number;
  readonly sessionId: string;
  readonly workerId: string;
  readonly scenario: string;
  readonly criteria: DrillCriterion[] | null;
  readonly level: number;
  readonly assessorId: string;
  readonly at: values.Instant;
}

/** G-32 Courses, classes and cases stand under the capabilities that cadres and workers are known by. Refuses with `grid.training.tag-unknown`. */
export function checkTag(tag: string, playbook: Vocabulary): void {
  const codes = unknownTags(playbook, [tag]);
  ensure(!codes.length, trainingErrors.tagUnknown, { codes });
}

/**
 * G-31 G-32 A scenario drill is assessed criterion by criterion, for a worker who took part.
 * Refuses with `grid.training.not-a-drill` or `not-attended`.
 */
export function assess(
  input: InputOf<typeof recordDrillSheet>,
  {
    session,
    attended,
    actorId,
  }: { readonly session: Pick<SessionState, 'mode'>; readonly attended: boolean | null; readonly actorId: string },
  now: values.Instant,
): Decision<DrillSheetState> {
  ensure(session.mode === 'SCENARIO_DRILL', trainingErrors.notADrill);
  ensure(attended, trainingErrors.notAttended);
  const { sheetId, id: sessionId, workerId, scenario, criteria, level } = input;
  return decide({ id: sheetId, version: 1, sessionId, workerId, scenario, criteria, level, assessorId: actorId, at: now });
}
