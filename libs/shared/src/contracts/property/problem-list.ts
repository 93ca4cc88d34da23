import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { estateErrors, estateReaders } from './estate.js';
import { noticeErrors } from './notice.js';
import { opinionErrors } from './opinion.js';
import { estateProblemState, estateProblemView, opinionClass, problemListView } from './opinion-values.js';

export const problemListErrors = errors('property.problem-list', {
  facilityElsewhere: ['rule', '该设施不属于本小区', 'The facility belongs to another estate'],
  opinionsUndecided: [
    'rule',
    '尚有意见未列入清单或答复理由，请先逐条处理',
    'Some opinions are neither listed nor refused with a reason; decide those first',
  ],
  listTooLong: ['rule', '一个小区的清单最多 1000 个问题', 'A list holds at most 1000 problems'],
  nothingListed: ['rule', '清单中没有问题', 'The list has no problem'],
});

export const openEstateProblem = contract({
  subject: 'property.command.problem-list.open.v1',
  summary: 'Put a problem on the list of an estate, as opinions or the survey of a facility show it',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/estate-problems',
  input: z.object({
    id: values.id,
    estateId: values.id,
    class: opinionClass,
    title: values.text(100),
    facilityId: values.id.optional(),
    responsibleBody: values.text(60).optional(),
  }),
  output: estateProblemView,
  errors: [estateErrors.estateUnknown, opinionErrors.classUnknown, problemListErrors.facilityElsewhere, noticeErrors.personalData],
  versioned: true,
});

export const assignEstateProblem = contract({
  subject: 'property.command.problem-list.assign.v1',
  summary: 'Say who sees to a problem of an estate',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/estate-problems/:id/assign',
  input: z.object({ id: values.id, responsibleBody: values.text(60) }),
  output: estateProblemView,
  errors: [noticeErrors.personalData],
  versioned: true,
});

export const resolveEstateProblem = contract({
  subject: 'property.command.problem-list.resolve.v1',
  summary: 'Say what was done about a problem, with evidence',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/estate-problems/:id/resolve',
  input: z.object({ id: values.id, outcome: values.text(500), evidenceIds: values.evidence.min(1) }),
  output: estateProblemView,
  versioned: true,
});

export const publishProblemList = contract({
  subject: 'property.command.problem-list.publish.v1',
  summary: 'Publish the problem list of an estate as it stands; every opinion has been decided',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/problem-lists',
  input: z.object({ id: values.id, estateId: values.id }),
  output: problemListView,
  errors: [estateErrors.estateUnknown, problemListErrors.opinionsUndecided, problemListErrors.nothingListed, problemListErrors.listTooLong],
  versioned: true,
});

export const problemsOfEstate = contract({
  subject: 'property.query.problem-list.problems.v1',
  summary: 'The problems of an estate as they stand now',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/problems',
  input: z.object({ estateId: values.id, state: estateProblemState.optional(), ...values.pageInput }),
  output: values.page(estateProblemView),
});

export const publishedProblemList = contract({
  subject: 'property.query.problem-list.published.v1',
  summary: 'The problem list of an estate that was published last, for everyone to read; an earlier one by its number',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/estates/:estateId/problem-list',
  input: z.object({ estateId: values.id, number: z.int().min(1).optional() }),
  output: problemListView,
  versioned: true,
});
