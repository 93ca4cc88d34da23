import { z } from 'zod';
import { contract, errors } from '../define.js';
import { confidants, leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { heldCapability, interviewView, ratedCapability, stratumCoverage } from './capability-values.js';

export const capabilityErrors = errors('grid.capability', {
  cadreUnknown: ['rule', '没有此干部，或已退出', 'The cadre is unknown or has withdrawn'],
  tagUnknown: ['rule', '能力标签不在本辖区目录中', 'A capability is not in the catalogue of this jurisdiction'],
  tagRepeated: ['rule', '同一能力只能评一次', 'A capability is rated once'],
  inTheFuture: ['rule', '日期不能晚于今天', 'The date is no later than today'],
  tooLongAgo: ['rule', '座谈日期不得早于十年以前，请核对', 'An interview was held no longer than ten years ago; check the day'],
});

export const recordInterview = contract({
  subject: 'grid.command.capability.record-interview.v1',
  summary: 'Record an interview with a cadre, and the level of each capability it showed',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/cadres/:cadreId/interviews',
  input: z.object({
    id: values.id,
    cadreId: values.id,
    heldOn: values.localDate,
    summary: values.text(2000),
    levels: z.array(ratedCapability).min(1).max(20),
  }),
  output: interviewView,
  errors: Object.values(capabilityErrors),
  versioned: true,
});

export const interviewsOfCadre = contract({
  subject: 'grid.query.capability.interviews.v1',
  summary: 'The interviews with a cadre, the latest first',
  roles: confidants,
  scope: ['place'],
  method: 'GET',
  path: '/v1/cadres/:cadreId/interviews',
  input: z.object({ cadreId: values.id, ...values.pageInput }),
  output: values.page(interviewView),
  sensitive: true,
});
export const capabilitiesOf = contract({
  subject: 'grid.query.capability.held.v1',
  summary: 'What a cadre or grid worker is able to do: the latest level of each capability',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/capabilities',
  input: z.object({ holderId: values.id }),
  output: z.object({ items: z.array(heldCapability) }).meta({ id: 'HeldCapabilities' }),
});
export const interviewCoverage = contract({
  subject: 'grid.query.capability.interview-coverage.v1',
  summary: 'How many of the active cadres of each stratum have been interviewed, and their mean levels',
  roles: leaders,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/interview-coverage',
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({ strata: z.array(stratumCoverage) }).meta({ id: 'InterviewCoverage' }),
});
