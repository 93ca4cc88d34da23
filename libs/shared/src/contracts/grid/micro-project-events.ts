import { z } from 'zod';
import { event } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { microProjectKind } from './micro-project-values.js';

const projectFacts = {
  projectId: values.id,
  placeCode: values.placeCode,
  kind: microProjectKind,
  problemId: values.id.nullable(),
  topicId: values.id.nullable(),
  at: values.instant,
  version: values.version,
};
const audience = { roles: [...staff], placeField: 'placeCode' };

export const microProjectStarted = event({
  subject: 'grid.event.micro-project.started.v1',
  summary: 'A micro-project began',
  data: z.object(projectFacts),
  audience,
});
export const microProjectAccepted = event({
  subject: 'grid.event.micro-project.accepted.v1',
  summary: 'A micro-project was accepted with pictures of after',
  data: z.object({ ...projectFacts, onTime: z.boolean() }),
  audience,
});
