import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { activityStatus, activityView, participants, stationView } from './station-values.js';

export const stationErrors = errors('grid.station', {
  stationUnknown: ['rule', '没有此驿站，或不在您的管辖范围内', 'There is no such station within your scope'],
  placeUnknown: ['rule', '该社区没有现行网格，请核对区划代码', 'The community has no grid in force; check the place code'],
  stationClosed: ['rule', '该驿站已停用', 'The station is closed'],
  startPast: ['rule', '活动的开始时间不能早于今天，请更正', 'An activity is planned for today or later; correct its start'],
  tooFarAhead: ['rule', '活动的开始时间不得晚于两年以后，请核对', 'An activity begins within two years from now; check the day'],
  notBegun: ['rule', '活动尚未开始', 'It has not begun'],
});

export const openStation = contract({
  subject: 'grid.command.station.open.v1',
  summary: 'Open a steward station in a community',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/steward-stations',
  input: z.object({ id: values.id, communityCode: values.communityCode, name: values.text(60), addressLabel: values.text(100) }),
  output: stationView,
  errors: [stationErrors.placeUnknown],
  versioned: true,
});

export const closeStation = contract({
  subject: 'grid.command.station.close.v1',
  summary: 'Close a steward station; no more activities are planned there',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/steward-stations/:id/close',
  input: z.object({ id: values.id }),
  output: stationView,
  versioned: true,
});

export const planActivity = contract({
  subject: 'grid.command.station.plan-activity.v1',
  summary: 'Plan an activity at a steward station',
  roles: ['grid-worker', ...leaders],
  scope: ['place'],
  method: 'POST',
  path: '/v1/station-activities',
  input: z.object({ id: values.id, stationId: values.id, theme: values.text(100), startsAt: values.instant }),
  output: activityView,
  errors: [stationErrors.stationUnknown, stationErrors.stationClosed, stationErrors.startPast, stationErrors.tooFarAhead],
  versioned: true,
});

export const holdActivity = contract({
  subject: 'grid.command.station.hold-activity.v1',
  summary: 'Say that an activity was held, and how many residents and workers took part',
  roles: ['grid-worker', ...leaders],
  scope: ['place'],
  method: 'POST',
  path: '/v1/station-activities/:id/hold',
  input: z.object({
    id: values.id,
    residents: participants,
    workers: participants,
    summary: values.text(500).optional(),
    evidenceIds: values.evidence.default([]),
  }),
  output: activityView,
  errors: [stationErrors.notBegun],
  versioned: true,
});

export const cancelActivity = contract({
  subject: 'grid.command.station.cancel-activity.v1',
  summary: 'Cancel a planned activity',
  roles: ['grid-worker', ...leaders],
  scope: ['place'],
  method: 'POST',
  path: '/v1/station-activities/:id/cancel',
  input: z.object({ id: values.id }),
  output: activityView,
  versioned: true,
});

export const stations = contract({
  subject: 'grid.query.station.stations.v1',
  summary: 'The steward stations of a place',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/steward-stations',
  input: z.object({ placeCode: values.placeCode, status: stationView.shape.status.optional(), ...values.pageInput }),
  output: values.page(stationView),
});

export const activities = contract({
  subject: 'grid.query.station.activities.v1',
  summary: 'The activities at the steward stations of a place, the latest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/station-activities',
  input: z.object({
    placeCode: values.placeCode,
    stationId: values.id.optional(),
    status: activityStatus.optional(),
    ...values.pageInput,
  }),
  output: values.page(activityView),
});

export const stationSummary = contract({
  subject: 'grid.query.station.summary.v1',
  summary: 'Open stations of a place, and the activities held in a period with how many took part',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/station-summary',
  input: z.object({ placeCode: values.placeCode, from: values.instant.optional(), to: values.instant.optional() }),
  output: z
    .object({ stations: z.int(), activities: z.int(), residents: z.int(), workers: z.int() })
    .meta({ id: 'StationSummary', description: 'Stations open now; activities held in the period and their participants' }),
});
