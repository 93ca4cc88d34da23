import { z } from 'zod';
import { contract } from '../define.js';
import { needKind } from '../property/need-values.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { serviceField } from './service-field-values.js';

export const needChannel = z
  .enum(['VISIT', 'QUESTIONNAIRE'])
  .meta({ id: 'NeedChannel', description: 'VISIT 入户走访, QUESTIONNAIRE 线上问卷' });
export type NeedChannel = z.output<typeof needChannel>;

export const needUpdateView = z
  .object({
    id: values.id,
    version: values.version,
    communityCode: values.communityCode,
    householdId: values.id,
    kind: needKind,
    channel: needChannel,
    /** The visit, or the answer to a questionnaire, on which it was said. */
    sourceId: values.id,
    saidAt: values.instant,
    /** The last day on which it holds. */
    expiresOn: values.localDate,
  })
  .meta({ id: 'NeedUpdate', description: 'What a household needs, by which channel it was said, and how long that holds' });

const reading = { roles: ['grid-worker', 'cadre', ...leaders], scope: ['place'], method: 'GET' } as const;

export const needUpdatesOfPlace = contract({
  ...reading,
  subject: 'council.query.need-update.of-place.v1',
  summary: 'What the households of a place need now, each kind as it was said last, the latest first',
  path: '/v1/need-updates',
  input: z.object({
    placeCode: values.placeCode,
    kind: needKind.optional(),
    channel: needChannel.optional(),
    /** Also those that hold no longer or were said again since. */
    past: z.boolean().default(false),
    ...values.pageInput,
  }),
  output: values.page(needUpdateView),
});

export const needUpdateSummary = contract({
  ...reading,
  wholePlace: true,
  subject: 'council.query.need-update.summary.v1',
  summary: 'How many households of a place have each kind of need now, by channel, and which field of service it belongs to',
  path: '/v1/need-update-summary',
  input: z.object({ placeCode: values.placeCode }),
  output: z
    .object({
      kinds: z.array(
        z.object({ kind: needKind, field: serviceField.nullable(), households: z.int(), visits: z.int(), questionnaires: z.int() }),
      ),
      expired: z.int(),
    })
    .meta({ id: 'NeedUpdateSummary' }),
});
