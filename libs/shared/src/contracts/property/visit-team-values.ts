import { z } from 'zod';
import { roles } from '../roles.js';
import * as values from '../values.js';

export const taskTeamFunction = z.enum(['LEADER', 'DEPUTY', 'LIAISON', 'MEMBER']).meta({
  id: 'TaskTeamFunction',
  description: 'LEADER 组长, DEPUTY 副组长, LIAISON 联络员, MEMBER 成员',
});
export type TaskTeamFunction = z.output<typeof taskTeamFunction>;

export const taskTeamMember = z.object({ accountId: values.id, function: taskTeamFunction }).meta({ id: 'TaskTeamMember' });
export type TaskTeamMember = z.output<typeof taskTeamMember>;

export const teamState = z.enum(['STANDING', 'DISBANDED']).meta({ id: 'TeamState', description: 'STANDING 在任, DISBANDED 已解散' });
export type TeamState = z.output<typeof teamState>;

export const taskTeamView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    members: z.array(taskTeamMember),
    state: teamState,
    formedAt: values.instant,
    disbandedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'TaskTeam', description: 'The team that works on one estate until it is cared for' });

export const visitSeatCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
  .meta({ id: 'VisitSeatCode', description: 'A seat of the template in force where the estate is' });

/** One kind of seat of a visit team, and how many of it a visit takes. */
export const visitSeat = z
  .object({
    code: visitSeatCode,
    zh: values.text(40),
    count: z.int().min(1).max(9),
    /** Only members of the estate's task team take it. */
    fromTaskTeam: z.boolean(),
    /** Only those posted in this role at the community take it; null: anyone. */
    role: z.enum(roles).nullable(),
    source: values.text(200),
    assumed: z.boolean(),
  })
  .meta({ id: 'VisitSeat' });
export type VisitSeat = z.output<typeof visitSeat>;

/** What a jurisdiction lays down for visit teams. */
export const visitTeamPolicyBody = {
  seats: z.array(visitSeat).min(1).max(9),
  /** Days a visit made offline may be recorded late. */
  lateDays: z.int().min(0).max(366),
};

export const visitTeamMember = z.object({ accountId: values.id, seat: visitSeatCode }).meta({ id: 'VisitTeamMember' });
export type VisitTeamMember = z.output<typeof visitTeamMember>;

/** How many of a seat a visit of the team takes, as the template said when it was formed. */
const seatNeeded = z.object({ code: visitSeatCode, count: z.int() });
export type SeatNeeded = z.output<typeof seatNeeded>;

export const visitTeamView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    seats: z.array(seatNeeded),
    members: z.array(visitTeamMember),
    state: teamState,
    formedAt: values.instant,
    disbandedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'VisitTeam', description: 'Those who visit the households of an estate together; its members never change' });

export const householdVisitView = z
  .object({
    id: values.id,
    teamId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    householdId: values.id,
    presentIds: z.array(values.id),
    occurredAt: values.instant,
    recordedAt: values.instant,
    recordedById: z.string(),
    version: values.version,
  })
  .meta({ id: 'HouseholdVisit', description: 'A visit of a full team to a household of an estate' });
