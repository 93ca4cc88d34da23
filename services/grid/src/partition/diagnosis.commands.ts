import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { diagnoseGrid, endDiagnosis, partitionErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { diagnose, endDiagnosis as end, type DiagnosisState } from './diagnosis.rules.js';
import { GridDiagnosis } from './partition.entity.js';
import { gridInForce } from './in-force.plan.js';

constraint('grid_diagnosis_lasting_key', partitionErrors.diagnosisTaken);

const at = ({ gridCode: place }: DiagnosisState) => ({ place });

@Injectable()
export class DiagnosisCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(diagnoseGrid)
  diagnose(input: InputOf<typeof diagnoseGrid>, request: Request): Promise<Reply> {
    const also = [guard(partitionErrors.gridUnknown, gridInForce, input.code)];
    return this.work.create(
      request,
      GridDiagnosis,
      (now) => diagnose(input, request.actor.id, now),
      (diagnosis) => ({ ...at(diagnosis), also }),
    );
  }

  @Handles(endDiagnosis)
  end({ id, reason }: InputOf<typeof endDiagnosis>, request: Request): Promise<Reply> {
    return this.work.change(request, GridDiagnosis, id, (diagnosis, now) => end(diagnosis, reason, now), at);
  }
}
