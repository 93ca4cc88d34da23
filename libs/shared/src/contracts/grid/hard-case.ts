import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { departmentLine } from './cadre-values.js';
import {
  agedCaseView,
  backlogCaseView,
  caseClass,
  caseEntryKind,
  caseEntryView,
  casePriority,
  caseStatus,
  hardCasePolicyBody,
  jointMeasureView,
  taskForceView,
} from './hard-case-values.js';

export const hardCaseErrors = errors('grid.hard-case', {
  placeMissing: ['invalid', '请填写住户、网格或社区中的一项', 'Name exactly one of household, grid and community'],
  gridUnknown: ['rule', '没有此现行网格', 'There is no such grid in force'],
  communityUnknown: ['rule', '该社区没有在用的网格，请核对社区', 'The community has no grid in force; check which it is'],
  householdUnknown: ['rule', '没有此在册住户', 'There is no such active household'],
  classUnknown: ['rule', '类别不在本辖区目录中', 'The class is not in the catalogue of this jurisdiction'],
  ownerUnknown: ['rule', '责任干部不存在或已退出', 'The owner is unknown or has withdrawn'],
  inTheFuture: ['rule', '日期不能晚于今天', 'The date is no later than today'],
  notMember: ['forbidden', '只有责任干部、专班成员或负责人可以操作', 'Only the owner, a member or a leader'],
  evidenceMissing: ['rule', '请附凭证', 'Evidence is needed'],
  ownerMissing: ['rule', '积案须先明确责任干部', 'A case has an owner first'],
  measuresOpen: ['rule', '专班尚有未完成的举措', 'Joint measures are open'],
  quietLasts: ['rule', '稳定期尚未结束', 'The quiet period still lasts'],
  duePast: ['rule', '截止时间须晚于当前时间', 'It must be due after now'],
  leadMissing: ['rule', '牵头条线须有干部', 'The lead line needs a cadre'],
  oneLine: ['rule', '专班须有两个以上条线', 'A task force has two lines or more'],
  lineTaken: ['conflict', '该条线已加入', 'The line has joined'],
  lineMismatch: ['rule', '干部不属于该条线', 'The cadre is of another line'],
  measureLine: ['rule', '举措的条线不在专班内', 'A measure is of a line outside the task force'],
  measureAfterForce: ['rule', '举措期限不能晚于专班期限，请更正', 'A measure is due no later than its task force; correct it'],
  beforeOrigin: [
    'rule',
    '经过的日期不能早于积案起始日，请核对',
    'What happened with a case is no earlier than its origin; check the dates',
  ],
  originImplausible: ['rule', '积案起始日不得早于100年前，请核对', 'A case began no earlier than 100 years ago; check its origin'],
  forceExists: ['conflict', '该案已有专班', 'The case has a task force'],
  policyInvalid: ['rule', '所设规则自相矛盾，请更正', 'What is laid down contradicts itself'],
});
const of = (...names: (keyof typeof hardCaseErrors)[]) => names.map((name) => hardCaseErrors[name]);

/** Who acts on a case beside those who lead there: its owner and the members of its task force. */
const doers = [...leaders, 'cadre'] as const;
const id = values.id;
const evidenceIds = values.evidence.default([]);
const entryText = values.text(1000);

const change = <I extends z.ZodRawShape>(
  action: string,
  summary: string,
  roles: typeof leaders | typeof doers,
  input: I,
  names: (keyof typeof hardCaseErrors)[],
) =>
  contract({
    subject: `grid.command.hard-case.${action}.v1`,
    summary,
    roles,
    scope: ['place'],
    method: 'POST',
    path: `/v1/backlog-cases/:id/${action}`,
    input: z.object({ id, ...input }),
    output: backlogCaseView,
    errors: of(...names),
    versioned: true,
  });

export const registerBacklogCase = contract({
  subject: 'grid.command.hard-case.register.v1',
  summary: 'Register a backlog case (积案) with its origin and history; petition matters are always restricted',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/backlog-cases',
  input: z.object({
    id,
    householdId: id.optional(),
    gridCode: values.gridCode.optional(),
    communityCode: values.communityCode.optional(),
    class: caseClass,
    title: values.text(100),
    summary: values.text(2000),
    originOn: values.localDate,
    petition: z.boolean().default(false),
    restricted: z.boolean().default(false),
    ownerCadreId: id.optional(),
    history: z
      .array(z.object({ onDate: values.localDate, text: values.text(500) }))
      .max(50)
      .default([]),
  }),
  output: backlogCaseView,
  errors: of(
    'placeMissing',
    'gridUnknown',
    'communityUnknown',
    'householdUnknown',
    'classUnknown',
    'ownerUnknown',
    'inTheFuture',
    'beforeOrigin',
    'originImplausible',
  ),
  versioned: true,
});
export const addCaseEntry = contract({
  subject: 'grid.command.hard-case.add-entry.v1',
  summary: 'Write down what happened with a case, earlier or now',
  roles: doers,
  scope: ['place'],
  method: 'POST',
  path: '/v1/backlog-cases/:id/entries',
  input: z.object({ id, entryId: id, onDate: values.localDate, kind: caseEntryKind.extract(['HISTORY', 'STEP']), text: entryText }),
  output: caseEntryView,
  errors: of('notMember', 'inTheFuture', 'beforeOrigin'),
  versioned: true,
});
export const assignCase = change('assign', 'Name the cadre who owns a case (包案)', leaders, { ownerCadreId: id }, ['ownerUnknown']);
export const clearBacklogCase = change(
  'clear',
  'Record a case as cleared, with evidence; its quiet period begins',
  leaders,
  { clearing: entryText, evidenceIds },
  ['evidenceMissing', 'ownerMissing', 'measuresOpen'],
);
export const reopenBacklogCase = change('reopen', 'A cleared or settled case broke out again', doers, { reason: values.text(500) }, [
  'notMember',
]);

const measureInput = z.object({ id, title: values.text(100), dueAt: values.instant });
const member = { line: departmentLine, cadreId: id };
export const formTaskForce = contract({
  subject: 'grid.command.hard-case.form-task-force.v1',
  summary: 'Form a task force of several lines on a case; unless named, the line leads that the playbook of the grid type names',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/backlog-cases/:caseId/task-forces',
  input: z.object({
    id,
    caseId: id,
    dueAt: values.instant,
    leadLine: departmentLine.optional(),
    members: z.array(z.object(member)).min(2).max(10),
    measures: z
      .array(measureInput.extend({ line: departmentLine }))
      .min(1)
      .max(50),
  }),
  output: taskForceView,
  errors: of('duePast', 'leadMissing', 'oneLine', 'lineTaken', 'lineMismatch', 'measureLine', 'measureAfterForce', 'forceExists'),
  versioned: true,
});
export const addLine = contract({
  subject: 'grid.command.hard-case.add-line.v1',
  summary: 'Another line joins a task force, with joint measures of its own',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/task-forces/:id/lines',
  input: z.object({ id, ...member, measures: z.array(measureInput).max(50).default([]) }),
  output: taskForceView,
  errors: of('lineTaken', 'lineMismatch', 'duePast', 'measureAfterForce'),
  versioned: true,
});
export const completeJointMeasure = contract({
  subject: 'grid.command.hard-case.complete-measure.v1',
  summary: 'Report a joint measure done, with evidence',
  roles: doers,
  scope: ['place'],
  method: 'POST',
  path: '/v1/joint-measures/:id/complete',
  input: z.object({ id, evidenceIds }),
  output: jointMeasureView,
  errors: of('evidenceMissing', 'notMember'),
  versioned: true,
});
export const closeTaskForce = contract({
  subject: 'grid.command.hard-case.close-task-force.v1',
  summary: 'Close a task force whose joint measures are done',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/task-forces/:id/close',
  input: z.object({ id, outcome: values.text(500) }),
  output: taskForceView,
  errors: of('measuresOpen'),
  versioned: true,
});

const policy = { of: 'grid.hard-case', body: hardCasePolicyBody };
export const publishHardCasePolicy = policyPublication({
  ...policy,
  summary: 'Lay down the next version of the classes, priorities and quiet period of cases in a jurisdiction',
  errors: of('policyInvalid'),
});
export const hardCasePolicy = policyInForce({
  ...policy,
  id: 'HardCasePolicy',
  summary: 'The classes of cases and disputes at a place, their priorities by age and the quiet period',
});

const query = <I extends z.ZodRawShape, O extends z.ZodType>(action: string, path: string, summary: string, input: I, output: O) => ({
  subject: `grid.query.hard-case.${action}.v1`,
  summary,
  roles: staff,
  scope: ['place'] as const,
  method: 'GET' as const,
  path,
  input: z.object(input),
  output,
});
export const readBacklogCase = contract({
  ...query(
    'read',
    '/v1/backlog-cases/:id',
    'One backlog case; a restricted one for confidants, its owner and members',
    { id },
    agedCaseView,
  ),
  versioned: true,
  sensitive: true,
});
export const backlogCasesOfPlace = contract(
  query(
    'of-place',
    '/v1/backlog-cases',
    'The backlog cases of a place, the oldest first',
    {
      placeCode: values.placeCode,
      status: caseStatus.optional(),
      priority: casePriority.optional(),
      petition: z.boolean().optional(),
      ...values.pageInput,
    },
    values.page(agedCaseView),
  ),
);
export const caseEntries = contract({
  ...query(
    'entries',
    '/v1/backlog-cases/:id/entries',
    'What happened with a case, the earliest first',
    { id, ...values.pageInput },
    values.page(caseEntryView),
  ),
  sensitive: true,
});
export const taskForceOfCase = contract({
  ...query('task-force', '/v1/backlog-cases/:id/task-force', 'The task force of a case, else the last it had', { id }, taskForceView),
  versioned: true,
});
export const backlogClearance = contract(
  query(
    'clearance',
    '/v1/backlog-clearance',
    'How many of the cases open in a period were cleared and stayed so (积案化解率)',
    { placeCode: values.placeCode, from: values.localDate, to: values.localDate },
    z
      .object({
        openAtStart: z.int(),
        registered: z.int(),
        /** Cleared in the period and not broken out again, in it or within the quiet period. */
        cleared: z.int(),
        reopened: z.int(),
        rate: values.rate,
      })
      .meta({ id: 'BacklogClearance' }),
  ),
);
