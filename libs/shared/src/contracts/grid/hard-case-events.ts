import { z } from 'zod';
import { event } from '../define.js';
import { confidants } from '../roles.js';
import * as values from '../values.js';
import { departmentLine } from './cadre-values.js';
import { caseClass } from './hard-case-values.js';

/** That a case exists at all may be confidential. */
const audience = { roles: [...confidants], placeField: 'placeCode' };
const about = {
  caseId: values.id,
  version: values.version,
  placeCode: values.placeCode,
  communityCode: values.communityCode,
  gridCode: values.gridCode.nullable(),
  class: caseClass,
  originOn: values.localDate,
  /** Full years from its origin to the day of the event. */
  ageYears: z.int(),
  ownerCadreId: values.id.nullable(),
};
const declare = <S extends z.ZodRawShape>(action: string, summary: string, more: S) =>
  event({ subject: `grid.event.hard-case.${action}.v1`, summary, data: z.object({ ...about, ...more }), audience });

export const backlogCaseRegistered = declare('registered', 'A backlog case was registered', {
  disputeId: values.id.nullable(),
  registeredAt: values.instant,
});
export const backlogCaseCleared = declare('cleared', 'A backlog case was cleared, with evidence; its quiet period begins', {
  clearedAt: values.instant,
  quietUntil: values.instant,
});
export const backlogCaseReopened = declare('reopened', 'A cleared backlog case broke out again', {
  /** Within its quiet period the clearing never counted (I-T5). */
  withinQuiet: z.boolean(),
  reopenedAt: values.instant,
});
export const backlogCaseSettled = declare('settled', 'The quiet period of a cleared backlog case went by', { settledAt: values.instant });

const force = {
  taskForceId: values.id,
  version: values.version,
  caseId: values.id,
  placeCode: values.placeCode,
  leadLine: departmentLine,
  lines: z.array(departmentLine),
  dueAt: values.instant,
  at: values.instant,
};
export const taskForceFormed = event({
  subject: 'grid.event.hard-case.task-force-formed.v1',
  summary: 'Several lines work on a case together',
  data: z.object(force),
  audience,
});
export const taskForceClosed = event({
  subject: 'grid.event.hard-case.task-force-closed.v1',
  summary: 'A task force has done its joint measures',
  data: z.object({ ...force, onTime: z.boolean() }),
  audience,
});
