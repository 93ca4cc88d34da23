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
export const dutySource = z.enum(['SERVICE_REQUEST', 'PLAYBOOK', 'MANUAL']).meta({ id: 'DutySource' });
export const dutyStatuses = ['ISSUED', 'CONFIRMED', 'COMPLETED', 'WITHDRAWN'] as const;
export const dutyStatus = z.enum(dutyStatuses).meta({ id: 'DutyStatus' });
export type DutyStatus = z.output<typeof dutyStatus>;

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
    acceptanceCriterion: z.string(),
    status: dutyStatus,
    due: values.instant,
    completedAt: values.instant.nullable(),
  })
  .meta({ id: 'Duty' });
