import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { disputeFileView, disputePartyView, disputeSide, disputeStatus, disputeView } from './dispute-values.js';
import { hardCaseErrors } from './hard-case.js';
import { caseClass } from './hard-case-values.js';

export const disputeErrors = errors('grid.dispute', {
  placeMissing: ['invalid', '请填写住户、网格或社区中的一项', 'Name exactly one of household, grid and community'],
  gridUnknown: ['rule', '没有此现行网格', 'There is no such grid in force'],
  communityUnknown: ['rule', '该社区没有在用的网格，请核对社区', 'The community has no grid in force; check which it is'],
  householdUnknown: ['rule', '没有此在册住户', 'There is no such active household'],
  classUnknown: ['rule', '类别不在本辖区目录中', 'The class is not in the catalogue of this jurisdiction'],
  inTheFuture: ['rule', '日期不能晚于今天', 'The date is no later than today'],
  tooLongAgo: ['rule', '调解开始之日不得早于十年以前，请核对', 'A mediation began no longer than ten years ago; check the day'],
  sideMissing: ['rule', '双方均须有当事人', 'Each side has a party'],
  partyTwice: ['rule', '同一当事人只能登记一次', 'A party is listed once'],
  guardianMissing: ['rule', '未成年人须登记监护人', 'A minor needs a guardian'],
  guardianOpposes: ['rule', '监护人不能是对方当事人，请登记其他监护人', 'The guardian is a party of the other side; name another guardian'],
  performByPast: [
    'rule',
    '履行期限不能早于达成协议之日，请填写当日或以后的日期',
    'The agreement is performed no earlier than the day it was made; name that day or a later one',
  ],
  mediatorUnavailable: ['rule', '调解员不在该处任职或为当事人', 'The mediator does not serve there, or is a party'],
  notMediator: ['forbidden', '只有调解员或负责人可以操作', 'Only the mediator or a leader'],
  evidenceMissing: ['rule', '请附凭证', 'Evidence is needed'],
  ownMediation: ['forbidden', '调解员不得自行核查履行', 'The mediator does not check performance'],
  outcomeMissing: ['rule', '调解不成须写明去向或转为积案', 'Name the right body or make it a case'],
});
const of = (...names: (keyof typeof disputeErrors)[]) => names.map((name) => disputeErrors[name]);

const id = values.id;
const evidenceIds = values.evidence.default([]);
const person = { personId: id, name: values.text(60), phone: values.text(30).optional() };

const change = <I extends z.ZodRawShape>(action: string, route: string, summary: string, input: I, refusals: ReturnType<typeof of>) =>
  contract({
    subject: `grid.command.dispute.${action}.v1`,
    summary,
    roles: staff,
    scope: ['place'],
    method: 'POST',
    path: `/v1/disputes/:id/${route}`,
    input: z.object({ id, ...input }),
    output: disputeView,
    errors: refusals,
    versioned: true,
  });

export const openDispute = contract({
  subject: 'grid.command.dispute.open.v1',
  summary: 'Open the mediation of a dispute between parties',
  roles: ['grid-worker', 'cadre', ...leaders],
  scope: ['place'],
  method: 'POST',
  path: '/v1/disputes',
  input: z.object({
    id,
    householdId: id.optional(),
    gridCode: values.gridCode.optional(),
    communityCode: values.communityCode.optional(),
    class: caseClass,
    summary: values.text(2000),
    openedOn: values.localDate,
    /** The account of whoever mediates. */
    mediatorId: id,
    parties: z
      .array(z.object({ ...person, side: disputeSide, minor: z.boolean().default(false), guardian: z.object(person).optional() }))
      .min(2)
      .max(20),
  }),
  output: disputeView,
  errors: of(
    ...(['placeMissing', 'gridUnknown', 'communityUnknown', 'householdUnknown', 'classUnknown', 'inTheFuture', 'tooLongAgo'] as const),
    ...(['sideMissing', 'partyTwice', 'guardianMissing', 'guardianOpposes', 'mediatorUnavailable'] as const),
  ),
  versioned: true,
});
export const recordAgreement = change(
  'record-agreement',
  'agreement',
  'Record what the parties agreed, with the signed paper',
  { agreement: values.text(2000), performByOn: values.localDate.optional(), evidenceIds },
  of('evidenceMissing', 'performByPast', 'notMediator'),
);
export const confirmPerformance = change(
  'confirm-performance',
  'performance',
  'Somebody else than the mediator says whether the agreement was performed; if not, mediation goes on',
  { performed: z.boolean(), evidenceIds, note: values.text(500).optional() },
  of('ownMediation', 'evidenceMissing'),
);
export const failDispute = change(
  'fail',
  'fail',
  'Mediation failed: name the right body with the reason, or make it a backlog case',
  {
    rightBody: values.text(100).optional(),
    reason: values.text(500).optional(),
    case: z.object({ id, title: values.text(100), restricted: z.boolean().default(true), ownerCadreId: id.optional() }).optional(),
  },
  [...of('outcomeMissing', 'notMediator'), hardCaseErrors.ownerUnknown],
);

const query = <I extends z.ZodRawShape, O extends z.ZodType>(action: string, path: string, summary: string, input: I, output: O) => ({
  subject: `grid.query.dispute.${action}.v1`,
  summary,
  roles: staff,
  scope: ['place'] as const,
  method: 'GET' as const,
  path,
  input: z.object(input),
  output,
});
export const readDispute = contract({
  ...query('read', '/v1/disputes/:id', 'One dispute with its words, for the mediator and those in confidence', { id }, disputeFileView),
  versioned: true,
  sensitive: true,
});
export const disputeParties = contract({
  ...query(
    'parties',
    '/v1/disputes/:id/parties',
    'The parties of a dispute, for the mediator and those in confidence; a minor is shown by the guardian alone',
    { id },
    z.object({ items: z.array(disputePartyView) }),
  ),
  sensitive: true,
});
export const disputesOfPlace = contract(
  query(
    'of-place',
    '/v1/disputes',
    'The disputes of a place without words, the latest first',
    { placeCode: values.placeCode, class: caseClass.optional(), status: disputeStatus.optional(), ...values.pageInput },
    values.page(disputeView),
  ),
);
export const disputeSummary = contract({
  ...query(
    'summary',
    '/v1/dispute-summary',
    'What became of the disputes opened in a period; resolved are those whose agreement was performed',
    { placeCode: values.placeCode, from: values.localDate.optional(), to: values.localDate.optional() },
    z
      .object({ opened: z.int(), agreed: z.int(), performed: z.int(), failed: z.int(), resolved: values.rate })
      .meta({ id: 'DisputeSummary' }),
  ),
  wholePlace: true,
});
