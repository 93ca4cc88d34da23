import { z } from 'zod';
import * as values from '../values.js';

/** GREEN_SPACE 绿地, PARKING 停车, RENEWAL 改造, PUBLIC_SPACE 公共空间, OTHER 其他. */
export const microProjectKind = z.enum(['GREEN_SPACE', 'PARKING', 'RENEWAL', 'PUBLIC_SPACE', 'OTHER']).meta({ id: 'MicroProjectKind' });
export type MicroProjectKind = z.output<typeof microProjectKind>;
export const microProjectStatus = z.enum(['STARTED', 'ACCEPTED', 'ABANDONED']).meta({ id: 'MicroProjectStatus' });
export type MicroProjectStatus = z.output<typeof microProjectStatus>;

const pictures = z.object({ evidenceIds: z.array(values.evidenceId) });

/** One project. Title, third party and reason are words of people and never leave in events. */
export const microProjectView = z
  .object({
    id: values.id,
    version: values.version,
    placeCode: values.placeCode,
    communityCode: values.communityCode,
    gridCode: values.gridCode.nullable(),
    kind: microProjectKind,
    title: z.string(),
    problemId: values.id.nullable(),
    topicId: values.id.nullable().meta({ description: 'The topic of the council it came from' }),
    thirdParty: z.string().nullable(),
    costFen: values.fen,
    ownerCadreId: values.id,
    dueOn: values.localDate,
    status: microProjectStatus,
    before: pictures,
    after: pictures,
    startedById: values.id,
    startedAt: values.instant,
    acceptedById: values.id.nullable(),
    acceptedAt: values.instant.nullable(),
    endReason: z.string().nullable(),
  })
  .meta({ id: 'MicroProject' });
export const microProjectListed = microProjectView
  .extend({ overdue: z.boolean().meta({ description: 'Neither accepted nor abandoned, and its last day is over' }) })
  .meta({ id: 'MicroProjectListed' });

const counts = {
  started: z.int(),
  accepted: z.int(),
  abandoned: z.int(),
  overdue: z.int(),
  costFen: values.fen.meta({ description: 'Of those under way or accepted' }),
  acceptedCostFen: values.fen,
};
export const microProjectTotals = z
  .object({ ...counts, kinds: z.array(z.object({ kind: microProjectKind, ...counts })) })
  .meta({ id: 'MicroProjectSummary' });
