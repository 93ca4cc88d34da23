import { z } from 'zod';
import * as values from '../values.js';
import { teamState } from './visit-team-values.js';

export const organisationKind = z.enum(['SOCIAL_ORGANISATION', 'PARTY_BRANCH', 'PUBLIC_BODY', 'ENTERPRISE', 'SCHOOL', 'RESIDENTS']).meta({
  id: 'OrganisationKind',
  description:
    'SOCIAL_ORGANISATION 社会组织, PARTY_BRANCH 党组织, PUBLIC_BODY 机关事业单位, ENTERPRISE 企业, SCHOOL 学校, RESIDENTS 居民自发团体',
});

export const memberOrganisation = z.object({ name: values.text(60), kind: organisationKind }).meta({ id: 'MemberOrganisation' });
export type MemberOrganisation = z.output<typeof memberOrganisation>;

export const volunteerTeamView = z
  .object({
    id: values.id,
    communityCode: values.communityCode,
    name: z.string(),
    organisations: z.array(memberOrganisation),
    state: teamState,
    formedAt: values.instant,
    disbandedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'VolunteerTeam', description: 'Organisations that help in the estates of a community' });

export const volunteerTaskState = z
  .enum(['ASSIGNED', 'DONE', 'CANCELLED'])
  .meta({ id: 'VolunteerTaskState', description: 'ASSIGNED 已派, DONE 已完成, CANCELLED 已取消' });
export type VolunteerTaskState = z.output<typeof volunteerTaskState>;

export const volunteerTaskView = z
  .object({
    id: values.id,
    teamId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    title: z.string(),
    state: volunteerTaskState,
    /** What was done. */
    outcome: z.string().nullable(),
    evidenceIds: z.array(values.id),
    /** Why it was cancelled. */
    reason: z.string().nullable(),
    assignedAt: values.instant,
    endedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'VolunteerTask' });

export const volunteerCounts = z
  .object({
    /** Teams that stand, and the different organisations in them. */
    teams: z.int(),
    organisations: z.int(),
    tasks: z.object({ assigned: z.int(), done: z.int(), cancelled: z.int() }),
  })
  .meta({ id: 'VolunteerCounts' });
