import { Injectable } from '@nestjs/common';
import { gridDiagnosisEnded, partitionActivated } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import type { DiagnosisState } from './diagnosis.rules.js';

const endRetired = `UPDATE grid_diagnosis SET ended_at = $2, end_reason = 'PARTITION', version = version + 1
  WHERE grid_code = ANY($1::text[]) AND ended_at IS NULL RETURNING id, version, grid_code AS "gridCode", label`;

@Injectable()
export class PartitionSubscriber {
  /** G-28 What was found of a grid ends with it; the first chunk says it all. */
  @On(partitionActivated)
  async endDiagnoses({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    if (data.chunk !== 1 || !data.retired.length) return;
    for (const { id, version, gridCode, label } of await heard.query<DiagnosisState>(endRetired, [data.retired, data.effectiveFrom]))
      heard.emit(gridDiagnosisEnded({ diagnosisId: id, gridCode, label, at: data.effectiveFrom, version }), { id, place: gridCode });
  }
}
