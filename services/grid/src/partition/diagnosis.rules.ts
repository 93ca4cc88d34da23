import {
  gridDiagnosed,
  gridDiagnosisEnded,
  partitionErrors,
  type diagnoseGrid,
  type DiagnosisLabel,
  type InputOf,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';

export const diagnosisLife = transitions<'LASTING' | 'ENDED', 'end'>({ LASTING: { end: 'ENDED' }, ENDED: {} }, { initial: 'LASTING' });

/** That a grid is mixed, scattered or weak (杂散弱), from the finding until it is ended. */
export interface DiagnosisState {
  readonly id: string;
  readonly version: number;
  readonly gridCode: string;
  readonly label: DiagnosisLabel;
  readonly finding: string;
  readonly evidenceIds: string[];
  readonly diagnosedById: string;
  readonly diagnosedAt: values.Instant;
  readonly endedAt: values.Instant | null;
  readonly endReason: string | null;
}

const about = ({ id: diagnosisId, gridCode, label }: DiagnosisState, at: values.Instant, version: number) => ({
  diagnosisId,
  gridCode,
  label,
  at,
  version,
});

/** G-28 A diagnosis is backed by evidence; refuses with `grid.partition.evidence-missing`. */
export function diagnose(
  { id, code, label, finding, evidenceIds }: InputOf<typeof diagnoseGrid>,
  byId: string,
  now: values.Instant,
): Decision<DiagnosisState> {
  ensure(evidenceIds.length, partitionErrors.evidenceMissing);
  const state = {
    id,
    version: 1,
    gridCode: code,
    label,
    finding,
    evidenceIds,
    diagnosedById: byId,
    diagnosedAt: now,
    endedAt: null,
    endReason: null,
  };
  return decide(state, gridDiagnosed(about(state, now, 1)));
}

/** G-28 A diagnosis ends once, with the reason; refuses with `platform.request.wrong-state`. */
export function endDiagnosis(diagnosis: DiagnosisState, reason: string, now: values.Instant): Decision<DiagnosisState> {
  diagnosisLife.next(diagnosis.endedAt ? 'ENDED' : 'LASTING', 'end');
  return decide({ ...diagnosis, endedAt: now, endReason: reason }, gridDiagnosisEnded(about(diagnosis, now, diagnosis.version + 1)));
}
