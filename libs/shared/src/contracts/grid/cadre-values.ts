import { z } from 'zod';
import * as values from '../values.js';

/** Where a cadre comes from: 党政领导班子, 机关部门, 村（社区）干部 (G-01). */
export const cadreSource = z.enum(['LEADERSHIP', 'DEPARTMENT', 'VILLAGE_COMMUNITY']).meta({ id: 'CadreSource' });
export type CadreSource = z.output<typeof cadreSource>;
/** 两委, 中层, 年轻干部 (G-12). */
export const cadreStratum = z.enum(['TWO_COMMITTEE', 'MIDDLE_LEVEL', 'YOUNG']).meta({ id: 'CadreStratum' });
export type CadreStratum = z.output<typeof cadreStratum>;
/** 综治, 经发, 住建 (G-16). */
export const departmentLine = z
  .enum(['PUBLIC_SECURITY_GOVERNANCE', 'ECONOMIC_DEVELOPMENT', 'HOUSING_CONSTRUCTION'])
  .meta({ id: 'DepartmentLine' });
export type DepartmentLine = z.output<typeof departmentLine>;
/** 定向解难题, 靶向强本领, 同向聚合力 (G-15). */
export const dutyAim = z.enum(['SOLVE_PROBLEMS', 'BUILD_ABILITY', 'JOIN_FORCES']).meta({ id: 'DutyAim' });
export type DutyAim = z.output<typeof dutyAim>;
/** What a duty came from: a service request, the playbook of the grid's type, the cadre's line, a problem, or somebody's decision (G-14). */
export const dutySource = z.enum(['SERVICE_REQUEST', 'PLAYBOOK', 'LINE', 'PROBLEM', 'MANUAL']).meta({ id: 'DutySource' });
export type DutySource = z.output<typeof dutySource>;
export const dutyStatuses = ['ISSUED', 'CONFIRMED', 'COMPLETED', 'WITHDRAWN'] as const;
export const dutyStatus = z.enum(dutyStatuses).meta({ id: 'DutyStatus' });
export type DutyStatus = z.output<typeof dutyStatus>;
export const dutyListStatus = z.enum(['ISSUED', 'CONFIRMED', 'ENDED']).meta({ id: 'DutyListStatus' });
export type DutyListStatus = z.output<typeof dutyListStatus>;

export const cadreView = z
  .object({
    id: values.id,
    version: values.version,
    personId: values.id,
    sourceCategory: cadreSource,
    stratum: cadreStratum,
    line: departmentLine.nullable(),
    accountId: values.id.nullable(),
    homePlace: values.placeCode,
    active: z.boolean(),
  })
  .meta({ id: 'Cadre' });
export const deploymentView = z
  .object({
    id: values.id,
    version: values.version,
    cadreId: values.id,
    gridCode: values.gridCode,
    from: values.localDate,
    to: values.localDate.nullable(),
    /** The last day served; null while it lasts. */
    endedOn: values.localDate.nullable(),
    successorId: values.id.nullable(),
    /** When the successor confirmed the hand-over. */
    handOverConfirmedAt: values.instant.nullable(),
    /** The deployment this one rotated from. */
    previousId: values.id.nullable(),
  })
  .meta({ id: 'CadreDeployment' });
export const dutyView = z
  .object({
    id: values.id,
    version: values.version,
    cadreId: values.id,
    gridCode: values.gridCode,
    aim: dutyAim,
    source: dutySource,
    requestId: values.id.nullable(),
    problemId: values.id.nullable(),
    /** The list it was issued with. */
    dutyListId: values.id.nullable(),
    /** Which duty of the playbook it is. */
    code: z.string().nullable(),
    acceptanceCriterion: z.string(),
    status: dutyStatus,
    due: values.instant,
    completedAt: values.instant.nullable(),
  })
  .meta({ id: 'Duty' });

const dutyListHead = {
  id: values.id,
  version: values.version,
  deploymentId: values.id,
  cadreId: values.id,
  gridCode: values.gridCode,
  status: dutyListStatus,
  issuedAt: values.instant,
  confirmedAt: values.instant.nullable(),
  endedAt: values.instant.nullable(),
};
/** The duties of a cadre in one deployment (个性化职责清单), the next due first. */
export const dutyListView = z.object({ ...dutyListHead, duties: z.array(dutyView) }).meta({ id: 'DutyList' });
/** A deployment with its list, or without one: what a redraw carried over, and what nobody has listed yet. */
export const listedDeploymentView = z
  .object({
    deploymentId: values.id,
    cadreId: values.id,
    gridCode: values.gridCode,
    list: z
      .object({ ...dutyListHead, dutyCount: z.int(), openDuties: z.int() })
      .meta({ id: 'DutyListSummary' })
      .nullable(),
  })
  .meta({ id: 'ListedDeployment' });

/** What one aim has come to; `confirmed` counts those taken note of, completed ones among them. Withdrawn duties count nowhere. */
export const dutyAimView = z
  .object({
    aim: dutyAim,
    issued: z.int(),
    confirmed: z.int(),
    completed: values.rate,
    /** Of those completed or past due. */
    onTime: values.rate,
  })
  .meta({ id: 'DutyAimResult' });

/** One thing that a cadre owns in a grid and that passes on when the deployment ends. */
export const ownedView = z
  .object({
    /** As its feature names it: DUTY, ANNUAL_ITEM and the like. */
    kind: z.string(),
    id: values.id,
    title: z.string().nullable(),
    due: values.instant.nullable(),
  })
  .meta({ id: 'Owned' });
