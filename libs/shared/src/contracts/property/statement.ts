import { z } from 'zod';
import { contract, errors, event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { costCategory } from './cost.js';
import { estateErrors, estateReaders } from './estate.js';
import { noticeErrors } from './notice.js';
import {
  publishedStatement,
  statementCorrection,
  statementEntry,
  statementFigure,
  statementSummary,
  statementView,
} from './statement-values.js';

export const statementErrors = errors('property.statement', {
  periodUnknown: [
    'rule',
    '本小区没有此已结账期间，请先结账',
    'The estate has no such closed period; close it first, or name one of its closed periods',
  ],
  alreadyPublished: [
    'conflict',
    '该期间的公开报告已公布，不能再次公布',
    'The statement of that period is published already; read that one',
  ],
  alreadyCorrected: ['conflict', '该公开报告已有更正版，请更正最新一版', 'The statement is corrected already; correct its latest revision'],
  nothingToCorrect: ['rule', '与已公布的内容相比没有变化，无需更正', 'Nothing differs from what is published; there is nothing to correct'],
  booksDisagree: [
    'rule',
    '账簿重新核算结果与账面余额不符，不能公布，请联系运维人员核查',
    'The books added up anew differ from the balances kept; nothing is published, have the operator look into it',
  ],
});

export const draftStatement = contract({
  subject: 'property.query.statement.draft.v1',
  summary: 'The statement of an estate as it reads now: of a closed period, or of the days since the last closing',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/statement',
  input: z.object({ estateId: values.id, periodId: values.id.optional() }),
  output: statementView,
  exports: ['xlsx', 'pdf'],
  errors: [statementErrors.periodUnknown],
});

export const publishStatement = contract({
  subject: 'property.command.statement.publish.v1',
  summary: 'Publish the statement of a closed period, for good, after all entries were added up anew; a notice tells of it',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/statements',
  input: z.object({ id: values.id, estateId: values.id, periodId: values.id }),
  output: publishedStatement,
  errors: [
    estateErrors.estateUnknown,
    statementErrors.periodUnknown,
    statementErrors.alreadyPublished,
    statementErrors.booksDisagree,
    noticeErrors.kindUnknown,
    noticeErrors.personalData,
  ],
  timeoutMs: 30_000,
});

export const correctStatement = contract({
  subject: 'property.command.statement.correct.v1',
  summary: 'Publish a statement anew that was wrong, or whose entries were taken back later; the former stays, and each names the other',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/statements/:correctsId/correct',
  input: z.object({ correctsId: values.id, id: values.id, reason: values.text(200) }),
  output: publishedStatement,
  errors: [
    statementErrors.alreadyCorrected,
    statementErrors.nothingToCorrect,
    statementErrors.booksDisagree,
    noticeErrors.kindUnknown,
    noticeErrors.personalData,
  ],
  timeoutMs: 30_000,
});

export const statementsOfEstate = contract({
  subject: 'property.query.statement.of-estate.v1',
  summary: 'The published statements of an estate, the latest first; everyone may read them',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/public/estates/:estateId/statements',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(statementSummary),
});

export const readStatement = contract({
  subject: 'property.query.statement.read.v1',
  summary: 'A published statement, for everyone to read and print',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/public/statements/:id',
  input: z.object({ id: values.id }),
  output: publishedStatement,
  exports: ['xlsx', 'pdf'],
  versioned: true,
});

export const verifyStatement = contract({
  subject: 'property.query.statement.verify.v1',
  summary: 'Whether a printed hash is that of the published statement, computed anew from its content',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/public/statements/:id/verification',
  input: z.object({ id: values.id, hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z
    .object({ id: values.id, estateId: values.id, number: z.int(), hash: z.string(), matches: z.boolean(), publishedAt: values.instant })
    .meta({ id: 'StatementVerification' }),
});

export const statementCorrections = contract({
  subject: 'property.query.statement.corrections.v1',
  summary: 'What of a published statement was taken back in later periods, and what it takes back of earlier ones',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/public/statements/:id/corrections',
  input: z.object({ id: values.id }),
  output: z.object({ items: z.array(statementCorrection) }).meta({ id: 'StatementCorrections' }),
});

export const statementEntries = contract({
  subject: 'property.query.statement.entries.v1',
  summary: 'The entries that a figure of a statement is made of, the latest first; a household reads those of its estate',
  roles: [...estateReaders, 'resident'],
  scope: ['place', 'estate', 'self'],
  method: 'GET',
  path: '/v1/estates/:estateId/statement-entries',
  input: z.object({
    estateId: values.id,
    periodId: values.id.optional(),
    figure: statementFigure,
    category: costCategory.optional(),
    ...values.pageInput,
  }),
  output: values.page(statementEntry),
  exports: ['csv', 'xlsx'],
  errors: [statementErrors.periodUnknown],
});

export const statementPublished = event({
  subject: 'property.event.statement.published.v1',
  summary: 'The statement of a closed period of an estate was published, and a notice tells of it',
  data: z.object({
    statementId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    periodId: values.id,
    noticeId: values.id,
    hash: z.string(),
    /** The statement that this one corrects. */
    correctsId: values.id.nullable().default(null),
    at: values.instant,
  }),
});
