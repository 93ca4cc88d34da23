import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import {
  agreementState,
  coBuildingAgreementView,
  coBuildingProjectState,
  coBuildingProjectView,
  councilView,
  memberOrganizationView,
  organizationKind,
  organizationState,
  programmeView,
} from './council-values.js';

export const councilErrors = errors('council.council', {
  alreadyFounded: ['conflict', '本社区已有议事会，请直接使用', 'The community has a council already; use that one'],
  nameTaken: ['conflict', '该单位已是成员单位，请勿重复登记', 'An organisation of this name is a member already'],
  organizationWithdrawn: [
    'rule',
    '该单位不是本议事会的成员单位，请先登记',
    'The organisation is no member of this council; admit it first',
  ],
  dateInvalid: ['rule', '起止日期有误：截止日不得早于起始日', 'The last day lies before the first; correct the days'],
  agreementNotInForce: [
    'rule',
    '协议已终止或不在有效期内，请先续签',
    'The agreement has ended or does not cover this day; conclude a new one',
  ],
  programmeUnknown: ['rule', '未找到覆盖本社区的工程，请核对', 'No programme of this id covers the community; check it'],
});

/** Who reads what a council does: those on duty at its place, and its own part-time members. */
export const councilReaders = ['cadre', 'part-time-member', ...leaders] as const;

const deciding = { roles: leaders, scope: ['place'], method: 'POST', versioned: true } as const;
const reading = { roles: councilReaders, scope: ['place', 'council'], method: 'GET' } as const;
const period = { from: values.localDate, to: values.localDate };

export const foundCouncil = contract({
  ...deciding,
  subject: 'council.command.council.found.v1',
  summary: 'Found the council of a community; its first regular session falls due from this day',
  path: '/v1/councils',
  input: z.object({
    id: values.id,
    communityCode: values.communityCode,
    name: values.text(60),
    evidenceIds: values.evidence.min(1),
  }),
  output: councilView,
  errors: [councilErrors.alreadyFounded],
});

export const admitOrganization = contract({
  ...deciding,
  subject: 'council.command.council.admit-organization.v1',
  summary: 'Admit an organisation to a council',
  path: '/v1/member-organizations',
  input: z.object({ id: values.id, councilId: values.id, kind: organizationKind, name: values.text(100) }),
  output: memberOrganizationView,
  errors: [councilErrors.nameTaken],
});

export const withdrawOrganization = contract({
  ...deciding,
  subject: 'council.command.council.withdraw-organization.v1',
  summary: 'Record that an organisation left a council, with the reason',
  path: '/v1/member-organizations/:id/withdraw',
  input: z.object({ id: values.id, reason: values.text(500) }),
  output: memberOrganizationView,
});

export const concludeAgreement = contract({
  ...deciding,
  subject: 'council.command.council.conclude-agreement.v1',
  summary: 'Conclude a co-building agreement with a member organisation',
  path: '/v1/co-building-agreements',
  input: z.object({
    id: values.id,
    organizationId: values.id,
    title: values.text(100),
    ...period,
    evidenceIds: values.evidence.min(1),
  }),
  output: coBuildingAgreementView,
  errors: [councilErrors.organizationWithdrawn, councilErrors.dateInvalid],
});

export const endAgreement = contract({
  ...deciding,
  subject: 'council.command.council.end-agreement.v1',
  summary: 'End a co-building agreement before its last day, with the reason',
  path: '/v1/co-building-agreements/:id/end',
  input: z.object({ id: values.id, reason: values.text(500) }),
  output: coBuildingAgreementView,
});

export const startProject = contract({
  ...deciding,
  subject: 'council.command.council.start-project.v1',
  summary: 'Start a project under an agreement in force, under a programme when named',
  path: '/v1/co-building-projects',
  input: z.object({
    id: values.id,
    agreementId: values.id,
    programmeId: values.id.optional(),
    title: values.text(100),
    dueOn: values.localDate,
  }),
  output: coBuildingProjectView,
  errors: [councilErrors.agreementNotInForce, councilErrors.programmeUnknown, councilErrors.dateInvalid],
});

const projectStep = { ...deciding, output: coBuildingProjectView } as const;

export const reportProject = contract({
  ...projectStep,
  subject: 'council.command.council.report-project.v1',
  summary: 'Report how far a co-building project has come',
  path: '/v1/co-building-projects/:id/report',
  input: z.object({ id: values.id, progress: values.text(500), percent: z.int().min(0).max(100) }),
});

export const completeProject = contract({
  ...projectStep,
  subject: 'council.command.council.complete-project.v1',
  summary: 'Complete a co-building project, with what proves it',
  path: '/v1/co-building-projects/:id/complete',
  input: z.object({ id: values.id, evidenceIds: values.evidence.min(1) }),
});

export const abandonProject = contract({
  ...projectStep,
  subject: 'council.command.council.abandon-project.v1',
  summary: 'Abandon a co-building project, with the reason',
  path: '/v1/co-building-projects/:id/abandon',
  input: z.object({ id: values.id, reason: values.text(500) }),
});

export const openProgramme = contract({
  ...deciding,
  subject: 'council.command.council.open-programme.v1',
  summary: 'Open a programme for a place and all below it',
  path: '/v1/programmes',
  input: z.object({
    id: values.id,
    placeCode: values.placeCode,
    title: values.text(60),
    from: values.localDate,
    to: values.localDate.optional(),
  }),
  output: programmeView,
  errors: [councilErrors.dateInvalid],
});

export const readCouncil = contract({
  ...reading,
  subject: 'council.query.council.read.v1',
  summary: 'One council',
  path: '/v1/councils/:id',
  input: z.object({ id: values.id }),
  output: councilView,
  versioned: true,
});

export const councilsOfPlace = contract({
  ...reading,
  subject: 'council.query.council.of-place.v1',
  summary: 'The councils of a place, by community; of part-time members their own',
  path: '/v1/councils',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(councilView),
});

const ofCouncil = { councilId: values.id, ...values.pageInput };

export const organizationsOfCouncil = contract({
  ...reading,
  subject: 'council.query.council.organizations.v1',
  summary: 'The member organisations of a council, by name',
  path: '/v1/councils/:councilId/member-organizations',
  input: z.object({ state: organizationState.optional(), kind: organizationKind.optional(), ...ofCouncil }),
  output: values.page(memberOrganizationView),
});

export const agreementsOfCouncil = contract({
  ...reading,
  subject: 'council.query.council.agreements.v1',
  summary: 'The co-building agreements of a council, the latest first',
  path: '/v1/councils/:councilId/co-building-agreements',
  input: z.object({ state: agreementState.optional(), ...ofCouncil }),
  output: values.page(coBuildingAgreementView),
});

export const projectsOfCouncil = contract({
  ...reading,
  subject: 'council.query.council.projects.v1',
  summary: 'The co-building projects of a council, the next due first; overdue ones carry the mark',
  path: '/v1/councils/:councilId/co-building-projects',
  input: z.object({ state: coBuildingProjectState.optional(), programmeId: values.id.optional(), ...ofCouncil }),
  output: values.page(coBuildingProjectView.extend({ isOverdue: z.boolean() }).meta({ id: 'CoBuildingProjectOfCouncil' })),
});

export const programmesOfPlace = contract({
  subject: 'council.query.council.programmes.v1',
  summary: 'The programmes that hold at a place, the latest first',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/programmes',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(programmeView),
});
