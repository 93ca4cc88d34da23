import { z } from 'zod';
import { contract } from '../define.js';
import { confidants, staff } from '../roles.js';
import * as values from '../values.js';
import { careerEntry, developmentView, eightFourOneView, postingView, threeFixedView, workerView } from './worker-values.js';

const name = z.string().nullable();
const namedWorker = workerView.extend({ name }).meta({ id: 'NamedGridWorker' });

export const readWorker = contract({
  subject: 'grid.query.worker.read.v1',
  summary: 'One grid worker by name',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grid-workers/:id',
  input: z.object({ id: values.id }),
  output: namedWorker,
  versioned: true,
});
export const workersOfPlace = contract({
  subject: 'grid.query.worker.of-place.v1',
  summary: 'The grid workers registered or posted at a place, by name',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grid-workers',
  input: z.object({ placeCode: values.placeCode, active: z.boolean().optional(), ...values.pageInput }),
  output: values.page(namedWorker),
  exports: ['csv', 'xlsx'],
});
export const postingsOfPlace = contract({
  subject: 'grid.query.worker.postings.v1',
  summary: 'The postings that last at a place, with the name of the worker',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/worker-postings',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(postingView.extend({ name }).meta({ id: 'NamedWorkerPosting' })),
});
export const latestThreeFixedCheck = contract({
  subject: 'grid.query.worker.three-fixed-check.v1',
  summary: 'The last check of a place that grid, person and duty are fixed (三定), or one computed now where none was made',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/three-fixed-checks',
  input: z.object({ placeCode: values.placeCode }),
  output: threeFixedView,
});
const career = z
  .object({ items: z.array(careerEntry) })
  .meta({ id: 'CareerFile', description: 'The latest 500 entries, the latest first' });
export const careerOfWorker = contract({
  subject: 'grid.query.worker.career.v1',
  summary: 'The career file of a grid worker (育、管、用) on one timeline, the latest first',
  roles: confidants,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grid-workers/:workerId/career',
  input: z.object({ workerId: values.id }),
  output: career,
});
export const myCareer = contract({
  subject: 'grid.query.worker.my-career.v1',
  summary: 'My career file (育、管、用) on one timeline, the latest first',
  roles: ['grid-worker'],
  scope: ['place'],
  method: 'GET',
  path: '/v1/my/career',
  input: z.object({}),
  output: career,
});
export const developmentRecords = contract({
  subject: 'grid.query.worker.development-records.v1',
  summary: 'How the grid workers of a place are developed, the latest first; every reading is logged',
  roles: confidants,
  scope: ['place'],
  method: 'GET',
  path: '/v1/development-records',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(developmentView),
  sensitive: true,
});
export const eightFourOne = contract({
  subject: 'grid.query.worker.eight-four-one.v1',
  summary: 'The eight duties, four services and the loop in force at a place (“8+4+1”), each with its source',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/eight-four-one',
  input: z.object({ placeCode: values.placeCode }),
  output: eightFourOneView,
});
