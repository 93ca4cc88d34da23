import { z } from 'zod';
import * as values from '../values.js';

/** Where a member organisation, and the part-time members whom it sends, come from. */
export const organizationKind = z.enum(['AGENCY', 'ENTERPRISE', 'SOCIAL_ORGANIZATION']).meta({
  id: 'OrganizationKind',
  description: 'AGENCY 机关事业单位, ENTERPRISE 企业, SOCIAL_ORGANIZATION 社会组织',
});
export type OrganizationKind = z.output<typeof organizationKind>;

export const councilView = z
  .object({
    id: values.id,
    version: values.version,
    communityCode: values.communityCode,
    name: z.string(),
    foundedOn: values.localDate,
    evidenceIds: z.array(values.id),
  })
  .meta({ id: 'Council', description: 'The council of a community: member organisations and part-time members round its core' });

export const organizationState = z
  .enum(['ADMITTED', 'WITHDRAWN'])
  .meta({ id: 'OrganizationState', description: 'ADMITTED 成员单位, WITHDRAWN 已退出' });
export type OrganizationState = z.output<typeof organizationState>;

export const memberOrganizationView = z
  .object({
    id: values.id,
    version: values.version,
    councilId: values.id,
    communityCode: values.communityCode,
    kind: organizationKind,
    name: z.string(),
    state: organizationState,
    admittedOn: values.localDate,
    withdrawnOn: values.localDate.nullable(),
    withdrawalReason: z.string().nullable(),
  })
  .meta({ id: 'MemberOrganization', description: 'An organisation that takes part in a council' });

export const agreementState = z
  .enum(['CONCLUDED', 'ENDED'])
  .meta({ id: 'CoBuildingAgreementState', description: 'CONCLUDED 生效, ENDED 已终止' });
export type AgreementState = z.output<typeof agreementState>;

export const coBuildingAgreementView = z
  .object({
    id: values.id,
    version: values.version,
    councilId: values.id,
    organizationId: values.id,
    communityCode: values.communityCode,
    title: z.string(),
    from: values.localDate,
    to: values.localDate,
    state: agreementState,
    endedOn: values.localDate.nullable(),
    endReason: z.string().nullable(),
    evidenceIds: z.array(values.id),
  })
  .meta({ id: 'CoBuildingAgreement', description: 'What an organisation and a community build together, and how long' });

export const coBuildingProjectState = z
  .enum(['UNDERWAY', 'COMPLETED', 'ABANDONED'])
  .meta({ id: 'CoBuildingProjectState', description: 'UNDERWAY 进行中, COMPLETED 已完成, ABANDONED 已放弃' });
export type CoBuildingProjectState = z.output<typeof coBuildingProjectState>;

export const coBuildingProjectView = z
  .object({
    id: values.id,
    version: values.version,
    agreementId: values.id,
    councilId: values.id,
    organizationId: values.id,
    communityCode: values.communityCode,
    programmeId: values.id.nullable(),
    title: z.string(),
    dueOn: values.localDate,
    state: coBuildingProjectState,
    progress: z.string().nullable(),
    percent: z.int(),
    endedOn: values.localDate.nullable(),
    endReason: z.string().nullable(),
    evidenceIds: z.array(values.id),
  })
  .meta({ id: 'CoBuildingProject', description: 'One thing done under an agreement, with a day by which it is due' });

export const programmeView = z
  .object({
    id: values.id,
    version: values.version,
    placeCode: values.placeCode,
    title: z.string(),
    from: values.localDate,
    to: values.localDate.nullable(),
  })
  .meta({ id: 'Programme', description: 'A label that unites what is done at many places, as 灯塔回航' });
