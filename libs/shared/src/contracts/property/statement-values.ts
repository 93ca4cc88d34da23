import { z } from 'zod';
import { documentLine, printed } from '../document.js';
import * as values from '../values.js';
import { costCategory } from './cost.js';
import { entryKind } from './ledger-values.js';

/** The eight matters that are told to the owners (民法典 943). */
export const disclosure = z
  .enum(['SERVICE_ITEMS', 'RESPONSIBLE', 'QUALITY', 'CHARGE_ITEMS', 'CHARGE_STANDARD', 'PERFORMANCE', 'MAINTENANCE_FUND', 'COMMON_PARTS'])
  .meta({
    id: 'Disclosure',
    description:
      'SERVICE_ITEMS 服务事项, RESPONSIBLE 负责人员, QUALITY 质量要求, CHARGE_ITEMS 收费项目, CHARGE_STANDARD 收费标准, PERFORMANCE 履行情况, MAINTENANCE_FUND 维修资金使用情况, COMMON_PARTS 业主共有部分的经营与收益情况',
  });
export type Disclosure = z.output<typeof disclosure>;

/** What of the books a line tells, and which entries it is made of. */
export const statementFigure = z
  .enum([
    'PAYMENTS',
    'REFUNDS',
    'PREPAID',
    'BASIC_INCOME',
    'OPTIONAL_INCOME',
    'VALUE_ADDED_INCOME',
    'SERVICE_COST',
    'SURPLUS',
    'DEFICIT',
    'REINVESTED',
    'REINVESTMENT_BALANCE',
    'COMMON_INCOME',
    'COMMON_COST',
    'COMMON_SPENT',
    'COMMON_BALANCE',
    'ADVANCE_BOOKED',
    'ADVANCE_DRAWN',
    'ADVANCE_RETURNED',
    'ADVANCE_SPENT',
    'ADVANCE_BALANCE',
  ])
  .meta({
    id: 'StatementFigure',
    description:
      'PAYMENTS 收费, REFUNDS 退费, PREPAID 期末预收, BASIC_INCOME 基础服务收入, OPTIONAL_INCOME 可选服务收入, VALUE_ADDED_INCOME 增值服务收入, SERVICE_COST 已核实成本, SURPLUS 结余转反哺基金, DEFICIT 亏损, REINVESTED 反哺支出, REINVESTMENT_BALANCE 反哺基金期末余额, COMMON_INCOME 公共收益收入, COMMON_COST 公共收益成本, COMMON_SPENT 公共收益支出, COMMON_BALANCE 公共收益期末余额, ADVANCE_BOOKED 政府投入入账, ADVANCE_DRAWN 政府投入弥补亏损, ADVANCE_RETURNED 归还政府投入, ADVANCE_SPENT 政府投入支出, ADVANCE_BALANCE 政府投入期末余额',
  });
export type StatementFigure = z.output<typeof statementFigure>;

/** Which entries a figure is made of: read them by `statementEntries`. */
export const figureOf = z.object({ figure: statementFigure, category: costCategory.nullable(), entries: z.int() }).meta({ id: 'FigureOf' });

export const statementLine = z
  .object({
    ...documentLine,
    /** The entries that an amount is made of; null for what is not of the ledger. */
    of: figureOf.nullable(),
  })
  .meta({ id: 'StatementLine' });
export type StatementLine = z.output<typeof statementLine>;

export const statementState = z
  .enum(['DRAFT', 'PUBLISHED'])
  .meta({ id: 'StatementState', description: 'DRAFT 草稿（实时）, PUBLISHED 已公布' });

/** What the postings of an estate add up to, up to the last day of a period. */
export const bookSums = z
  .object({
    postings: z.int(),
    debitsFen: values.fen,
    creditsFen: values.fen,
    /** Whether both are equal in every fund; before it is published all entries are added up anew, too. */
    agrees: z.boolean(),
  })
  .meta({ id: 'BookSums' });

/** What the hash of a statement seals: no household and no person is named. */
export const statementContent = {
  estateId: values.id,
  communityCode: values.communityCode,
  /** The closed period; null for the days since the last closing. */
  periodId: values.id.nullable(),
  number: z.int().nullable(),
  from: values.localDate,
  to: values.localDate,
  title: z.string(),
  subtitle: z.string(),
  sections: printed(statementLine).sections,
  bookSums,
};

/** A corrected statement stays as it was published, and each names the other. */
const revision = {
  /** 1 as first published, 2 the first that corrects it. */
  revision: z.int(),
  correctsId: values.id.nullable(),
  correctedById: values.id.nullable(),
};

export const statementView = z
  .object({ ...printed(statementLine), ...statementContent, state: statementState })
  .meta({ id: 'Statement', description: 'What the owners of an estate are told of a period (民法典 943), computed from the records' });

export const publishedStatement = z
  .object({
    id: values.id,
    ...printed(statementLine),
    ...statementContent,
    state: statementState,
    /** The notice on the board of the estate that tells of it. */
    noticeId: values.id,
    ...revision,
    publishedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'PublishedStatement', description: 'A statement as it was published; it is never changed' });

export const statementSummary = z
  .object({
    id: values.id,
    estateId: values.id,
    periodId: values.id,
    number: z.int(),
    from: values.localDate,
    to: values.localDate,
    hash: z.string(),
    noticeId: values.id,
    ...revision,
    publishedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'StatementSummary' });

export const statementCorrection = z
  .object({
    direction: z.enum(['CORRECTED_BY', 'CORRECTS']).meta({
      id: 'CorrectionDirection',
      description: 'CORRECTED_BY 本期入账在以后期间被冲正, CORRECTS 本期冲正以前期间的入账',
    }),
    /** What was taken back, by how many entries, and how much. */
    kind: entryKind,
    entries: z.int(),
    amountFen: values.fen,
    /** Where the other side was booked: null in days that are not closed, or not published yet. */
    periodId: values.id.nullable(),
    statementId: values.id.nullable(),
  })
  .meta({ id: 'StatementCorrection', description: 'What was booked in one period and taken back in a later one' });

export const statementEntry = z
  .object({
    entryId: values.id,
    bookedOn: values.localDate,
    kind: entryKind,
    /** The entry that it takes back. */
    reversesId: values.id.nullable(),
    /** Its part of the figure. */
    amountFen: values.fen,
    postedAt: values.instant,
  })
  .meta({ id: 'StatementEntry', description: 'An entry that a figure of a statement is made of' });
