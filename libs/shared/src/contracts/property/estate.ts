import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import {
  abandonmentCause,
  conditionGrade,
  conditionSurveyView,
  estateCounts,
  estateStatus,
  estateView,
  facilityKind,
  facilityView,
} from './estate-values.js';

export const estateErrors = errors('property.estate', {
  nameTaken: ['conflict', '本社区已有同名小区', 'The community has an estate of this name already'],
  communityUnknown: [
    'rule',
    '没有此社区：网格服务尚未登记该社区的网格或住户，请核对社区代码',
    'There is no such community: it has neither grids nor households; check its code',
  ],
  estateUnknown: ['rule', '没有此小区，或不在您的管辖范围内', 'There is no such estate within your scope'],
  facilityUnknown: ['rule', '没有此设施，或不在您的管辖范围内', 'There is no such facility within your scope'],
  facilityTaken: ['conflict', '本小区已登记同名设施', 'The estate has a facility of this kind and name already'],
  notSurveyed: ['rule', '本小区尚未完成摸底，请先完成摸底', 'The estate has not been surveyed yet; complete its survey first'],
  noFacility: ['rule', '尚未登记任何设施，请先登记设施', 'No facility is registered; register the facilities first'],
  facilityNotSurveyed: [
    'rule',
    '尚有设施未摸底，请先逐项摸底',
    'Some facilities have not been surveyed; survey each of those named in facilities',
  ],
});

/** Who may read of an estate: everyone on duty at its place, and those assigned to the estate itself. */
export const estateReaders = [...staff, 'property-company', 'committee-member'] as const;

export const registerEstate = contract({
  subject: 'property.command.estate.register.v1',
  summary: 'Register an estate that nobody manages, with the cause and its evidence',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/estates',
  input: z.object({
    id: values.id,
    communityCode: values.communityCode,
    name: values.text(60),
    addressLabel: values.text(100),
    cause: abandonmentCause,
    grounds: values.text(1000),
    evidenceIds: values.evidence.min(1),
  }),
  output: estateView,
  errors: [estateErrors.communityUnknown, estateErrors.nameTaken],
  versioned: true,
});

export const registerFacility = contract({
  subject: 'property.command.estate.register-facility.v1',
  summary: 'Enter a common facility into the inventory of an estate',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/facilities',
  input: z.object({ id: values.id, estateId: values.id, kind: facilityKind, label: values.text(60) }),
  output: facilityView,
  errors: [estateErrors.estateUnknown, estateErrors.facilityTaken],
  versioned: true,
});

export const surveyFacility = contract({
  subject: 'property.command.estate.survey-facility.v1',
  summary: 'Grade the condition of a facility, with photographs; the latest survey holds',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/condition-surveys',
  input: z.object({
    id: values.id,
    facilityId: values.id,
    grade: conditionGrade,
    finding: values.text(500).optional(),
    evidenceIds: values.evidence.min(1),
  }),
  output: conditionSurveyView,
  errors: [estateErrors.facilityUnknown],
  versioned: true,
});

export const completeSurvey = contract({
  subject: 'property.command.estate.complete-survey.v1',
  summary: 'Say that the facilities of an abandoned estate have all been surveyed',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/estates/:id/complete-survey',
  input: z.object({ id: values.id }),
  output: estateView,
  errors: [estateErrors.noFacility, estateErrors.facilityNotSurveyed],
  versioned: true,
});

export const beginTrial = contract({
  subject: 'property.command.estate.begin-trial.v1',
  summary: 'Say that a surveyed estate is cared for on trial from now on',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/estates/:id/begin-trial',
  input: z.object({ id: values.id }),
  output: estateView,
  versioned: true,
});

export const endTrial = contract({
  subject: 'property.command.estate.end-trial.v1',
  summary: 'Say that the trial of an estate ended without a take-over; it is surveyed again',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/estates/:id/end-trial',
  input: z.object({ id: values.id }),
  output: estateView,
  versioned: true,
});

export const readEstate = contract({
  subject: 'property.query.estate.read.v1',
  summary: 'One estate',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:id',
  input: z.object({ id: values.id }),
  output: estateView,
  versioned: true,
});

export const estatesOfPlace = contract({
  subject: 'property.query.estate.of-place.v1',
  summary: 'The estates of a place',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/estates',
  input: z.object({ placeCode: values.placeCode, status: estateStatus.optional(), ...values.pageInput }),
  output: values.page(estateView),
});

export const estateBoard = contract({
  subject: 'property.query.estate.board.v1',
  summary: 'How many estates of a place stand where on the way from abandoned to taken over',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/estate-board',
  input: z.object({ placeCode: values.placeCode }),
  output: estateCounts,
});

export const facilitiesOfEstate = contract({
  subject: 'property.query.estate.facilities.v1',
  summary: 'The inventory of common facilities of an estate, each with its latest grade',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/facilities',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(facilityView),
});

export const surveysOfFacility = contract({
  subject: 'property.query.estate.surveys.v1',
  summary: 'All surveys of a facility, the latest first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/facilities/:facilityId/surveys',
  input: z.object({ facilityId: values.id, ...values.pageInput }),
  output: values.page(conditionSurveyView),
});
