import { z } from 'zod';
import { contract } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { diagnosisLabel, gridDiagnosisView } from './partition-values.js';
import { partitionErrors } from './partition.js';

export const diagnoseGrid = contract({
  subject: 'grid.command.partition.diagnose.v1',
  summary: 'Say with evidence that a grid is mixed, scattered or weak',
  roles: staff,
  scope: ['place'],
  method: 'POST',
  path: '/v1/grids/:code/diagnoses',
  input: z.object({
    id: values.id,
    code: values.gridCode,
    label: diagnosisLabel,
    finding: values.text(500),
    evidenceIds: values.evidence.default([]),
  }),
  output: gridDiagnosisView,
  errors: [partitionErrors.gridUnknown, partitionErrors.evidenceMissing, partitionErrors.diagnosisTaken],
  versioned: true,
});

export const endDiagnosis = contract({
  subject: 'grid.command.partition.end-diagnosis.v1',
  summary: 'End a diagnosis that holds no longer',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/grid-diagnoses/:id/end',
  input: z.object({ id: values.id, reason: values.text(300) }),
  output: gridDiagnosisView,
  versioned: true,
});

export const readDiagnosis = contract({
  subject: 'grid.query.partition.read-diagnosis.v1',
  summary: 'One diagnosis of a grid',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grid-diagnoses/:id',
  input: z.object({ id: values.id }),
  output: gridDiagnosisView,
  versioned: true,
});

export const diagnosesOfPlace = contract({
  subject: 'grid.query.partition.diagnoses.v1',
  summary: 'Diagnoses of the grids of a place, by grid',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grid-diagnoses',
  input: z.object({
    placeCode: values.placeCode,
    label: diagnosisLabel.optional(),
    lasting: z.boolean().optional(),
    ...values.pageInput,
  }),
  output: values.page(gridDiagnosisView),
});
