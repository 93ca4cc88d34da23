import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { estateErrors, estateReaders } from './estate.js';
import { memberOrganisation, volunteerCounts, volunteerTaskState, volunteerTaskView, volunteerTeamView } from './volunteer-team-values.js';

export const volunteerTeamErrors = errors('property.volunteer-team', {
  nameTaken: ['conflict', '本社区已有同名在任志愿服务队，请另取名称', 'The community has a standing team of this name; take another name'],
  organisationRepeated: ['rule', '成员单位重复，请删去重复的单位', 'An organisation is named twice; leave out the repetition'],
  teamUnknown: [
    'rule',
    '没有此志愿服务队，或不在您的管辖范围内',
    'There is no such team within your scope; look up the teams of the community',
  ],
  teamDisbanded: ['rule', '志愿服务队已解散，请派给在任队伍', 'The team is disbanded; assign the task to a standing one'],
  estateElsewhere: [
    'rule',
    '小区不在志愿服务队所在社区，请选本社区的小区',
    'The estate is in another community; name one of the team’s community',
  ],
  tasksOpen: ['rule', '尚有任务未完成，请先办结或取消', 'Some tasks are still assigned; finish or cancel them first'],
});

const organisations = z.array(memberOrganisation).min(1).max(50);

export const formVolunteerTeam = contract({
  subject: 'property.command.volunteer-team.form.v1',
  summary: 'Form a volunteer team of organisations for the estates of a community',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/volunteer-teams',
  input: z.object({ id: values.id, communityCode: values.communityCode, name: values.text(60), organisations }),
  output: volunteerTeamView,
  errors: [volunteerTeamErrors.nameTaken, volunteerTeamErrors.organisationRepeated],
  versioned: true,
});

export const changeVolunteerTeam = contract({
  subject: 'property.command.volunteer-team.change.v1',
  summary: 'Say which organisations a standing volunteer team consists of from now on',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/volunteer-teams/:id/change',
  input: z.object({ id: values.id, organisations }),
  output: volunteerTeamView,
  errors: [volunteerTeamErrors.organisationRepeated],
  versioned: true,
});

export const disbandVolunteerTeam = contract({
  subject: 'property.command.volunteer-team.disband.v1',
  summary: 'Disband a volunteer team that has no task left',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/volunteer-teams/:id/disband',
  input: z.object({ id: values.id }),
  output: volunteerTeamView,
  errors: [volunteerTeamErrors.tasksOpen],
  versioned: true,
});

export const assignVolunteerTask = contract({
  subject: 'property.command.volunteer-team.assign-task.v1',
  summary: 'Assign a volunteer team a task in an estate of its community',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/volunteer-tasks',
  input: z.object({ id: values.id, teamId: values.id, estateId: values.id, title: values.text(100) }),
  output: volunteerTaskView,
  errors: [
    volunteerTeamErrors.teamUnknown,
    volunteerTeamErrors.teamDisbanded,
    estateErrors.estateUnknown,
    volunteerTeamErrors.estateElsewhere,
  ],
  versioned: true,
});

export const finishVolunteerTask = contract({
  subject: 'property.command.volunteer-team.finish-task.v1',
  summary: 'Say what was done, with evidence',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/volunteer-tasks/:id/finish',
  input: z.object({ id: values.id, outcome: values.text(500), evidenceIds: values.evidence.min(1) }),
  output: volunteerTaskView,
  versioned: true,
});

export const cancelVolunteerTask = contract({
  subject: 'property.command.volunteer-team.cancel-task.v1',
  summary: 'Cancel a task that is not done, with the reason',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/volunteer-tasks/:id/cancel',
  input: z.object({ id: values.id, reason: values.text(500) }),
  output: volunteerTaskView,
  versioned: true,
});

export const volunteerTeamsOfPlace = contract({
  subject: 'property.query.volunteer-team.of-place.v1',
  summary: 'The volunteer teams of a place',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/volunteer-teams',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(volunteerTeamView),
});

export const volunteerTasksOfEstate = contract({
  subject: 'property.query.volunteer-team.tasks.v1',
  summary: 'What volunteer teams are to do and have done in an estate, the latest first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/volunteer-tasks',
  input: z.object({ estateId: values.id, state: volunteerTaskState.optional(), ...values.pageInput }),
  output: values.page(volunteerTaskView),
});

export const volunteerSummary = contract({
  subject: 'property.query.volunteer-team.summary.v1',
  summary: 'Volunteer teams of a place, their organisations and their tasks, counted',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/volunteer-summary',
  input: z.object({ placeCode: values.placeCode }),
  output: volunteerCounts,
});
