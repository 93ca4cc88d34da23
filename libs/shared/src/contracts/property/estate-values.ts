import { z } from 'zod';
import * as values from '../values.js';

/** How the estate came to be left without property service. */
export const abandonmentCause = z.enum(['NEVER_MANAGED', 'PROVIDER_LEFT', 'EMPLOYER_DISSOLVED', 'CONTRACT_ENDED', 'OTHER']).meta({
  id: 'AbandonmentCause',
  description:
    'NEVER_MANAGED 从未有物业, PROVIDER_LEFT 物业撤离, EMPLOYER_DISSOLVED 原产权单位改制或破产, CONTRACT_ENDED 合同到期无人接管, OTHER 其他',
});
export type AbandonmentCause = z.output<typeof abandonmentCause>;

export const estateStatus = z.enum(['ABANDONED', 'SURVEYED', 'TRIAL', 'TAKEN_OVER']).meta({
  id: 'EstateStatus',
  description: 'ABANDONED 弃管, SURVEYED 已摸底, TRIAL 试用中, TAKEN_OVER 已接管',
});
export type EstateStatus = z.output<typeof estateStatus>;

export const facilityKind = z
  .enum([
    'ROAD',
    'DRAINAGE',
    'WATER',
    'POWER',
    'HEATING',
    'LIGHTING',
    'FIRE_SAFETY',
    'LIFT',
    'ROOF',
    'FACADE',
    'GREENERY',
    'REFUSE',
    'PARKING',
    'GATE',
    'OTHER',
  ])
  .meta({
    id: 'FacilityKind',
    description:
      'ROAD 道路, DRAINAGE 排水, WATER 供水, POWER 供电, HEATING 供热, LIGHTING 照明, FIRE_SAFETY 消防, LIFT 电梯, ROOF 屋面, FACADE 外墙, GREENERY 绿化, REFUSE 垃圾收运, PARKING 停车, GATE 门禁监控, OTHER 其他',
  });
export type FacilityKind = z.output<typeof facilityKind>;

/** The five grades by which the condition of houses is judged in China, from the best to the worst. */
export const conditionGrades = ['INTACT', 'MOSTLY_INTACT', 'DAMAGED', 'BADLY_DAMAGED', 'DANGEROUS'] as const;
export const conditionGrade = z.enum(conditionGrades).meta({
  id: 'ConditionGrade',
  description: 'INTACT 完好, MOSTLY_INTACT 基本完好, DAMAGED 一般损坏, BADLY_DAMAGED 严重损坏, DANGEROUS 危险',
});
export type ConditionGrade = z.output<typeof conditionGrade>;

export const estateView = z
  .object({
    id: values.id,
    communityCode: values.communityCode,
    name: z.string(),
    addressLabel: z.string(),
    status: estateStatus,
    cause: abandonmentCause,
    grounds: z.string(),
    evidenceIds: z.array(values.id),
    registeredAt: values.instant,
    surveyedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'Estate', description: 'An old estate and how far its care has come' });

/** In whose name somebody acts at an estate. */
export const estateParty = z
  .enum(['COMMUNITY', 'COMMITTEE', 'PROVIDER'])
  .meta({ id: 'EstateParty', description: 'COMMUNITY 社区, COMMITTEE 物管会, PROVIDER 物业公司' });
export type EstateParty = z.output<typeof estateParty>;

export const estateCounts = z
  .object({ estates: z.int(), abandoned: z.int(), surveyed: z.int(), trial: z.int(), takenOver: z.int() })
  .meta({ id: 'EstateCounts', description: 'Old estates by how far their care has come' });

export const facilityView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    kind: facilityKind,
    label: z.string(),
    /** As the latest survey found it; null before the first. */
    grade: conditionGrade.nullable(),
    surveyedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'Facility', description: 'A common facility of an estate, with the condition its latest survey found' });

export const conditionSurveyView = z
  .object({
    id: values.id,
    facilityId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    grade: conditionGrade,
    finding: z.string().nullable(),
    evidenceIds: z.array(values.id),
    surveyedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'ConditionSurvey', description: 'What was found at a facility, with its photographs; never changed' });
