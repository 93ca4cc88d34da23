import { z } from 'zod';
import * as values from '../values.js';
import { departmentLine } from './cadre-values.js';

/** SETTLED: its quiet period (稳定期) went by without a relapse. */
export const caseStatuses = ['OPEN', 'CLEARED', 'SETTLED'] as const;
export const caseStatus = z
  .enum(caseStatuses)
  .meta({ id: 'CaseStatus', description: 'OPEN 未化解, CLEARED 已化解（稳定期内）, SETTLED 已稳定' });
export type CaseStatus = z.output<typeof caseStatus>;
export const caseEntryKind = z.enum(['HISTORY', 'STEP', 'CLEARING', 'RELAPSE']).meta({ id: 'CaseEntryKind' });
export type CaseEntryKind = z.output<typeof caseEntryKind>;
export const taskForceStatus = z.enum(['FORMED', 'CLOSED']).meta({ id: 'TaskForceStatus' });
export type TaskForceStatus = z.output<typeof taskForceStatus>;

const code = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);
/** One catalogue for backlog cases and disputes. */
export const caseClass = code.meta({ id: 'CaseClass' });
export const casePriority = code.meta({ id: 'CasePriority' });

/** One class of cases and disputes; `source` and `assumed` say how well founded it is. */
export const caseClassItem = z
  .object({ code: caseClass, zh: values.text(40), source: values.text(200), assumed: z.boolean() })
  .meta({ id: 'CaseClassItem' });
export const priorityItem = z
  .object({
    years: z.int().min(1).max(100).meta({ description: 'The priority holds from this many full years of age on' }),
    code: casePriority,
    zh: values.text(40),
  })
  .meta({ id: 'CasePriorityItem' });
export type PriorityItem = z.output<typeof priorityItem>;

/** What a jurisdiction lays down for backlog cases and disputes. */
export const hardCasePolicyBody = {
  classes: z.array(caseClassItem).min(1).max(60),
  quietDays: z.int().min(1).max(3650).meta({ description: 'Days without relapse after which a cleared case is settled (稳定期)' }),
  priorities: z.array(priorityItem).max(10),
  source: values.text(200),
  assumed: z.boolean(),
};

/** One backlog case (积案). Title, summary and clearing are words about people and never leave in events. */
export const backlogCaseView = z
  .object({
    id: values.id,
    version: values.version,
    placeCode: values.placeCode,
    communityCode: values.communityCode,
    gridCode: values.gridCode.nullable(),
    householdId: values.id.nullable(),
    class: caseClass,
    title: z.string(),
    summary: z.string(),
    /** When the matter began, which may be long before it was registered here. */
    originOn: values.localDate,
    petition: z.boolean(),
    restricted: z.boolean(),
    status: caseStatus,
    ownerCadreId: values.id.nullable(),
    registeredById: values.id.nullable(),
    registeredAt: values.instant,
    clearedAt: values.instant.nullable(),
    clearing: z.string().nullable(),
    evidenceIds: z.array(values.id),
    quietUntil: values.instant.nullable(),
    reopenings: z.int(),
    /** The failed mediation it came from. */
    disputeId: values.id.nullable(),
  })
  .meta({ id: 'BacklogCase' });
/** A case as it is read: with its age today in full years and months, and the priority that gives it. */
export const agedCaseView = backlogCaseView
  .extend({ age: z.object({ years: z.int(), months: z.int() }), priority: casePriority.nullable() })
  .meta({ id: 'AgedBacklogCase' });
export const caseEntryView = z
  .object({
    id: values.id,
    version: values.version,
    caseId: values.id,
    onDate: values.localDate,
    kind: caseEntryKind,
    text: z.string(),
    byId: values.id.nullable(),
    at: values.instant,
  })
  .meta({ id: 'CaseEntry' });

export const jointMeasureView = z
  .object({
    id: values.id,
    version: values.version,
    taskForceId: values.id,
    caseId: values.id,
    line: departmentLine,
    title: z.string(),
    dueAt: values.instant,
    evidenceIds: z.array(values.id),
    completedAt: values.instant.nullable(),
  })
  .meta({ id: 'JointMeasure' });
export const taskForceView = z
  .object({
    id: values.id,
    version: values.version,
    caseId: values.id,
    placeCode: values.placeCode,
    leadLine: departmentLine,
    dueAt: values.instant,
    status: taskForceStatus,
    formedById: values.id.nullable(),
    formedAt: values.instant,
    closedAt: values.instant.nullable(),
    outcome: z.string().nullable(),
    lines: z.array(z.object({ line: departmentLine, cadreId: values.id })),
    measures: z.array(jointMeasureView),
  })
  .meta({ id: 'TaskForce' });
