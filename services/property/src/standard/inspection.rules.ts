import {
  estateErrors,
  inspectionErrors,
  serviceInspected,
  type EstateParty,
  type InputOf,
  type inspectPromise,
  type InspectionResult,
  type InspectionState as State,
  type reinspectPromise,
  type ServicePromise,
  type values,
} from '@gezhi/shared/contracts';
import { decide, endOfDayAfter, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { partyOf, type Standing } from '../estate/standing.rules.js';
import type { StandardPolicy } from './standard-policy.rules.js';
import { inForceOn, type StandardState } from './standard.rules.js';

/** P-24 After an inspection correction may be asked; another inspection says whether it was made. */
export const inspectionLife = transitions<State, 'askCorrection' | 'reinspect'>(
  { RECORDED: { askCorrection: 'CORRECTION_ASKED' }, CORRECTION_ASKED: { reinspect: 'REINSPECTED' }, REINSPECTED: {} },
  { initial: 'RECORDED' },
);

export interface InspectionRecord {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly standardId: string;
  readonly promiseId: string;
  readonly item: string;
  readonly inspectedBy: EstateParty;
  readonly measured: number;
  readonly result: InspectionResult;
  readonly evidenceIds: string[];
  readonly state: State;
  readonly reinspectsId: string | null;
  readonly correction: string | null;
  readonly correctionAskedAt: values.Instant | null;
  readonly dueAt: values.Instant | null;
  readonly inspectedAt: values.Instant;
}

type Adopted = Pick<StandardState, 'id' | 'promises' | 'partlyPercent' | 'effectiveFrom'>;

/**
 * P-24 How well a promise was kept, by whole numbers alone: wholly when the target is reached; partly when the measured value is
 * `partlyPercent` of the target, or, where less is better, the target is `partlyPercent` of the measured value; else not.
 */
export function resultOf(
  { direction, target }: Pick<ServicePromise, 'direction' | 'target'>,
  measured: number,
  partlyPercent: number,
): InspectionResult {
  const [reached, wanted] = direction === 'AT_LEAST' ? [measured, target] : [target, measured];
  if (reached >= wanted) return 'MET';
  return reached * 100 >= wanted * partlyPercent ? 'PARTLY' : 'NOT_MET';
}

const begun = { version: 1, state: inspectionLife.initial, correction: null, correctionAskedAt: null, dueAt: null } as const;

/** P-24 A promise of the standard in force is measured. Refuses with `property.estate.estate-unknown` or `property.standard.promise-unknown`. */
export function inspect(
  { id, estateId, promiseId, measured, evidenceIds }: InputOf<typeof inspectPromise>,
  estate: Standing | undefined,
  adopted: readonly Adopted[],
  now: values.Instant,
): Decision<InspectionRecord> {
  ensure(estate, estateErrors.estateUnknown);
  const standard = inForceOn(adopted, localDateOf(now));
  const promise = standard?.promises.find((one) => one.id === promiseId);
  ensure(standard && promise, inspectionErrors.promiseUnknown, { promiseId });
  const state: InspectionRecord = {
    ...{ ...begun, id, estateId, communityCode: estate.communityCode, standardId: standard.id, promiseId, item: promise.item },
    ...{ inspectedBy: partyOf(estate), measured, result: resultOf(promise, measured, standard.partlyPercent), evidenceIds },
    ...{ reinspectsId: null, inspectedAt: now },
  };
  return decide(state, inspected(state));
}

/** P-24 What is told of an inspection: how well a promise is kept, and nothing of papers. */
export function inspected(record: InspectionRecord) {
  const { id: inspectionId, estateId, communityCode, standardId, promiseId, inspectedBy, result, reinspectsId, inspectedAt } = record;
  const about = { inspectionId, estateId, communityCode, standardId, promiseId, inspectedBy, result, reinspectsId };
  return serviceInspected({ ...about, at: inspectedAt, version: record.version });
}

/** P-24 What was not wholly kept is to be put right in the policy's days. Refuses with `platform.request.wrong-state` or `property.standard.nothing-to-correct`. */
export function askCorrection(
  inspection: InspectionRecord,
  correction: string,
  { correctionDays }: Pick<StandardPolicy, 'correctionDays'>,
  now: values.Instant,
): Decision<InspectionRecord> {
  const state = inspectionLife.next(inspection.state, 'askCorrection');
  ensure(inspection.result !== 'MET', inspectionErrors.nothingToCorrect);
  return decide({ ...inspection, state, correction, correctionAskedAt: now, dueAt: endOfDayAfter(now, correctionDays) });
}

/** What an inspection that looks again leaves: itself, and the one that it looks at again. */
export interface Reinspection {
  readonly again: InspectionRecord;
  readonly before: InspectionRecord;
}

/** P-24 A promise is measured again, by the standard by which it was measured before. Refuses with `platform.request.wrong-state`. */
export function reinspect(
  { id, measured, evidenceIds }: InputOf<typeof reinspectPromise>,
  before: InspectionRecord,
  estate: Standing,
  { promises, partlyPercent }: Pick<StandardState, 'promises' | 'partlyPercent'>,
  now: values.Instant,
): Reinspection {
  const state = inspectionLife.next(before.state, 'reinspect');
  const { estateId, communityCode, standardId, promiseId, item } = before;
  const promise = promises.find((one) => one.id === promiseId);
  ensure(promise, inspectionErrors.promiseUnknown, { promiseId });
  const again: InspectionRecord = {
    ...{ ...begun, id, estateId, communityCode, standardId, promiseId, item, inspectedBy: partyOf(estate), measured, evidenceIds },
    ...{ result: resultOf(promise, measured, partlyPercent), reinspectsId: before.id, inspectedAt: now },
  };
  return { again, before: { ...before, state } };
}
