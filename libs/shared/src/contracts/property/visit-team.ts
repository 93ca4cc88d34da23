import { z } from 'zod';
import { contract, errors } from '../define.js';
import { policyInForce, policyPublication } from '../policy.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { estateErrors, estateReaders } from './estate.js';
import {
  householdVisitView,
  taskTeamMember,
  taskTeamView,
  visitTeamMember,
  visitTeamPolicyBody,
  visitTeamView,
} from './visit-team-values.js';

export const visitTeamErrors = errors('property.visit-team', {
  taskTeamStanding: [
    'conflict',
    '本小区已有在任专班，请先解散或调整成员',
    'The estate has a standing task team; change or disband that one',
  ],
  memberRepeated: ['rule', '同一人不能重复列入，请删去重复的成员', 'A person is named twice; leave out the repetition'],
  oneLeader: ['rule', '专班须有且只有一名组长，请核对成员', 'A task team has exactly one leader; correct the functions of its members'],
  policyInvalid: ['rule', '席位编码不得重复，请修改后重新发布', 'The codes of the seats must differ; change them and publish again'],
  taskTeamMissing: ['rule', '本小区没有在任专班，请先组建专班', 'The estate has no standing task team; form one first'],
  seatUnknown: ['rule', '席位不在本地走访模板内，请按模板选择', 'The template in force has no such seat; take one of it'],
  seatUnfilled: ['rule', '走访组人员不齐，请补齐所列席位', 'Some seats of the template are not filled; name members for those in seats'],
  accountUnknown: [
    'rule',
    '所列人员不是在本社区任职的账号，请先邀请其任职或更换人员',
    'Those named hold no post at the community; invite them to one first, or name others',
  ],
  seatUnfit: [
    'rule',
    '所列人员不符合席位要求（须为专班成员或在本社区任相应职务），请更换人员',
    'The seat takes members of the task team, or those posted in its role at the community; name another person',
  ],
  teamUnknown: [
    'rule',
    '没有此走访组，或您不是其成员',
    'There is no such visit team that you are a member of; look up the teams of the estate',
  ],
  teamDisbanded: ['rule', '走访时该走访组已解散，请由在任走访组走访', 'The team had been disbanded by then; a standing team must visit'],
  teamNotFormed: ['rule', '走访时该走访组尚未组建，请核对走访时间', 'The team had not been formed by then; look at the time of the visit'],
  presentUnknown: ['rule', '到场人员中有非本组成员，请核对名单', 'Some of those present are no members of the team; correct the list'],
  recorderAbsent: [
    'rule',
    '走访须由到场成员登记，请由到场成员登记',
    'A visit is recorded by a member who was there; let one of those present record it',
  ],
  makeUpIncomplete: [
    'rule',
    '到场人员不齐，走访无效，请补齐所列席位后重新走访',
    'The team was not complete, so the visit does not count; visit again with the seats named in seats filled',
  ],
  householdUnknown: [
    'rule',
    '本小区没有此户，或该户已迁出，请核对房屋登记',
    'The estate has no such household, or it has left; look at its units',
  ],
  inTheFuture: [
    'rule',
    '走访时间不能晚于当前时间，请核对设备时钟',
    'A visit cannot have happened in the future: look at the clock of the device',
  ],
  tooLongAgo: ['rule', '走访时间超出允许的补录期限，请重新走访', 'The visit is older than late recording allows; visit again'],
});

export const formTaskTeam = contract({
  subject: 'property.command.visit-team.form-task-team.v1',
  summary: 'Form the task team of an estate; one stands at a time',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/task-teams',
  input: z.object({ id: values.id, estateId: values.id, members: z.array(taskTeamMember).min(1).max(30) }),
  output: taskTeamView,
  errors: [
    estateErrors.estateUnknown,
    visitTeamErrors.taskTeamStanding,
    visitTeamErrors.memberRepeated,
    visitTeamErrors.oneLeader,
    visitTeamErrors.accountUnknown,
  ],
  versioned: true,
});

export const changeTaskTeam = contract({
  subject: 'property.command.visit-team.change-task-team.v1',
  summary: 'Say who the members of a standing task team are from now on',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/task-teams/:id/change',
  input: z.object({ id: values.id, members: z.array(taskTeamMember).min(1).max(30) }),
  output: taskTeamView,
  errors: [visitTeamErrors.memberRepeated, visitTeamErrors.oneLeader, visitTeamErrors.accountUnknown],
  versioned: true,
});

export const disbandTaskTeam = contract({
  subject: 'property.command.visit-team.disband-task-team.v1',
  summary: 'Disband the task team of an estate',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/task-teams/:id/disband',
  input: z.object({ id: values.id }),
  output: taskTeamView,
  versioned: true,
});

export const formVisitTeam = contract({
  subject: 'property.command.visit-team.form.v1',
  summary: 'Form a visit team of an estate after the template in force; every seat is filled',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/visit-teams',
  input: z.object({ id: values.id, estateId: values.id, members: z.array(visitTeamMember).min(1).max(30) }),
  output: visitTeamView,
  errors: [
    estateErrors.estateUnknown,
    visitTeamErrors.taskTeamMissing,
    visitTeamErrors.memberRepeated,
    visitTeamErrors.accountUnknown,
    visitTeamErrors.seatUnknown,
    visitTeamErrors.seatUnfilled,
    visitTeamErrors.seatUnfit,
  ],
  versioned: true,
});

export const disbandVisitTeam = contract({
  subject: 'property.command.visit-team.disband.v1',
  summary: 'Disband a visit team; other members make another team',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/visit-teams/:id/disband',
  input: z.object({ id: values.id }),
  output: visitTeamView,
  versioned: true,
});

export const recordHouseholdVisit = contract({
  subject: 'property.command.visit-team.record-visit.v1',
  summary: 'Record a visit of a team to a household, on the spot or later from offline; the full team was there',
  roles: ['grid-worker', 'cadre', 'community-secretary', 'street-leader'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/household-visits',
  input: z.object({
    id: values.id,
    teamId: values.id,
    householdId: values.id,
    presentIds: z.array(values.id).min(1).max(30),
    occurredAt: values.instant,
  }),
  output: householdVisitView,
  errors: [
    visitTeamErrors.teamUnknown,
    visitTeamErrors.teamDisbanded,
    visitTeamErrors.teamNotFormed,
    visitTeamErrors.presentUnknown,
    visitTeamErrors.recorderAbsent,
    visitTeamErrors.makeUpIncomplete,
    visitTeamErrors.householdUnknown,
    visitTeamErrors.inTheFuture,
    visitTeamErrors.tooLongAgo,
  ],
  versioned: true,
});

export const taskTeamsOfEstate = contract({
  subject: 'property.query.visit-team.task-teams.v1',
  summary: 'The task teams of an estate, the latest first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/task-teams',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(taskTeamView),
});

export const visitTeamsOfEstate = contract({
  subject: 'property.query.visit-team.of-estate.v1',
  summary: 'The visit teams of an estate, the latest first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/visit-teams',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(visitTeamView),
});

export const householdVisitsOfEstate = contract({
  subject: 'property.query.visit-team.visits.v1',
  summary: 'The visits of teams to the households of an estate, the latest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/estates/:estateId/household-visits',
  input: z.object({ estateId: values.id, householdId: values.id.optional(), ...values.pageInput }),
  output: values.page(householdVisitView),
});

export const publishVisitTeamPolicy = policyPublication({
  of: 'property.visit-team',
  summary: 'Lay down whom a visit team of a jurisdiction consists of, and how late its visits may be recorded',
  body: visitTeamPolicyBody,
  errors: [visitTeamErrors.policyInvalid],
});
export const visitTeamPolicy = policyInForce({
  of: 'property.visit-team',
  id: 'VisitTeamPolicy',
  summary: 'Whom a visit team at a place consists of, and how late its visits may be recorded',
  body: visitTeamPolicyBody,
});
