import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { microProjectKind, microProjectListed, microProjectStatus, microProjectTotals, microProjectView } from './micro-project-values.js';

export const microProjectErrors = errors('grid.micro-project', {
  gridUnknown: ['rule', '没有此现行网格', 'There is no such grid in force'],
  ownerUnknown: ['rule', '责任干部不存在或已退出', 'The owner is unknown or has withdrawn'],
  placeMissing: ['invalid', '请填写住户、网格或社区中的一项', 'Name exactly one of household, grid and community'],
  duePast: ['rule', '截止时间须晚于当前时间', 'It must be due after now'],
  problemUnknown: ['rule', '所列问题不存在或不在该社区', 'The problem is unknown or elsewhere'],
  beforeMissing: ['rule', '请附整治前凭证', 'Pictures of before are needed'],
  afterMissing: ['rule', '请附整治后凭证', 'Pictures of after are needed'],
  ownProject: ['forbidden', '发起人不得验收', 'Who started it may not accept it'],
});

/** Small enough that the costs of thousands of projects add up exactly. */
const costFen = values.fen.nonnegative().max(1_000_000_000_000);
const pictures = z.object({ evidenceIds: values.evidence.default([]) });

export const startMicroProject = contract({
  subject: 'grid.command.micro-project.start.v1',
  summary: 'Start a micro-project in a grid or a community (微项目), with pictures of before',
  roles: [...leaders, 'cadre'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/micro-projects',
  input: z.object({
    id: values.id,
    gridCode: values.gridCode.optional(),
    communityCode: values.communityCode.optional(),
    kind: microProjectKind,
    title: values.text(100),
    problemId: values.id.optional(),
    topicId: values.id.optional(),
    thirdParty: values.text(100).optional(),
    costFen,
    ownerCadreId: values.id,
    dueOn: values.localDate,
    before: pictures,
  }),
  output: microProjectView,
  errors: [
    microProjectErrors.placeMissing,
    microProjectErrors.gridUnknown,
    microProjectErrors.ownerUnknown,
    microProjectErrors.duePast,
    microProjectErrors.problemUnknown,
    microProjectErrors.beforeMissing,
  ],
  versioned: true,
});
export const acceptMicroProject = contract({
  subject: 'grid.command.micro-project.accept.v1',
  summary: 'Accept a micro-project with pictures of after and what it cost in the end',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/micro-projects/:id/accept',
  input: z.object({ id: values.id, costFen: costFen.optional(), after: pictures }),
  output: microProjectView,
  errors: [microProjectErrors.afterMissing, microProjectErrors.ownProject],
  versioned: true,
});
export const abandonMicroProject = contract({
  subject: 'grid.command.micro-project.abandon.v1',
  summary: 'Abandon a micro-project with the reason',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/micro-projects/:id/abandon',
  input: z.object({ id: values.id, reason: values.text(300) }),
  output: microProjectView,
  versioned: true,
});

export const readMicroProject = contract({
  subject: 'grid.query.micro-project.read.v1',
  summary: 'One micro-project',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/micro-projects/:id',
  input: z.object({ id: values.id }),
  output: microProjectListed,
  versioned: true,
});
export const microProjectsOfPlace = contract({
  subject: 'grid.query.micro-project.of-place.v1',
  summary: 'The micro-projects at a place, of one status or kind when named, the next due first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/micro-projects',
  input: z.object({
    placeCode: values.placeCode,
    status: microProjectStatus.optional(),
    kind: microProjectKind.optional(),
    ...values.pageInput,
  }),
  output: values.page(microProjectListed),
});
export const microProjectSummary = contract({
  subject: 'grid.query.micro-project.summary.v1',
  summary: 'How many micro-projects a place has and what they cost, in all and by kind',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/micro-project-summary',
  input: z.object({ placeCode: values.placeCode }),
  output: microProjectTotals,
});
