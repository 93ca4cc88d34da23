import {
  costCategory,
  disclosure,
  type CostCategory,
  type Disclosure,
  type FeePeriod,
  type FeeUnit,
  type ServicePromise,
  type ServiceTier,
  type StatementFigure,
  type StatementLine,
  type values,
} from '@gezhi/shared/contracts';
import { addFen, sumFen } from '@gezhi/shared/domain';
import { earnedUntil, type BillState } from '../bill/bill.rules.js';
import { earnedByUse, type Served } from '../order/order.rules.js';
import { resultOf, type Counted } from '../satisfaction/trend.rules.js';
import { scoreOf } from '../standard/score.rules.js';
import { figureOf, sumsOf, type Movement } from './figure.rules.js';
import { categoryLabels, disclosureTitles, fundLabels, periodLabels, promiseText, tierLabels, unitLabels } from './label.rules.js';

/** A number of bills alike, of which more may have been earned than is booked. */
export type BillsAlike = Pick<BillState, 'tier' | 'from' | 'to' | 'amountFen' | 'paidFen' | 'refundedFen' | 'earnedFen'> & {
  readonly bills: number;
  /** What was served of the order that the bill is for; null of a bill for no order. */
  readonly served: Served | null;
};

/** What the records of an estate say of a period. */
export interface StatementFacts {
  readonly estateId: string;
  readonly communityCode: string;
  readonly estateName: string;
  readonly periodId: string | null;
  readonly number: number | null;
  readonly from: values.LocalDate;
  readonly to: values.LocalDate;
  readonly movements: readonly Movement[];
  readonly unprovenCostFen: number;
  readonly unearned: readonly BillsAlike[];
  /** Deficit of earlier periods that income makes good before any surplus. */
  readonly carriedDeficitFen: number;
  readonly households: number;
  readonly offer: {
    readonly number: number;
    readonly text: string;
    readonly trialMonths: number;
    readonly refundWithinDays: number;
  } | null;
  readonly fees: readonly {
    readonly amountFen: number;
    readonly unit: FeeUnit;
    readonly period: FeePeriod;
    readonly effectiveFrom: string;
  }[];
  readonly provider: { readonly name: string; readonly kind: 'PUBLIC_WELFARE' | 'COMMERCIAL' } | null;
  readonly hasCommittee: boolean;
  readonly visitTeams: number;
  readonly promises: readonly ServicePromise[];
  readonly inspections: { readonly met: number; readonly partly: number; readonly notMet: number };
  readonly survey: Counted | null;
  readonly bills: readonly {
    readonly tier: ServiceTier;
    readonly bills: number;
    readonly amountFen: number;
    readonly discounted: number;
    readonly discountFen: number;
  }[];
  readonly projects: readonly { readonly id: string; readonly title: string; readonly fund: string; readonly amountFen: number }[];
}

type Line = StatementLine;
const told = (code: string, label: string, text: string | null, amountFen: number | null = null): Line => ({
  ...{ code, label, text, amountFen, of: null },
});

/** P-14 An amount of the books with the entries that make it. */
function booked(movements: readonly Movement[], figure: StatementFigure, label: string, category?: CostCategory): Line {
  const { amountFen, entries } = figureOf(movements, figure, category);
  const code = category ? `${figure}.${category}` : figure;
  return { code, label, text: null, amountFen, of: { figure, category: category ?? null, entries } };
}

/**
 * P-14, P-T16b What was earned and is not booked yet, in fen: of the days since the last closing, which the closing will book. None
 * of it is of a closed period.
 */
export const unbookedFen = ({ unearned, to }: Pick<StatementFacts, 'unearned' | 'to'>): number =>
  sumFen(unearned.map((alike) => alike.bills * (earnedBy(alike as BillsAlike & BillState, to) - alike.earnedFen)));

const earnedBy = ({ served, ...bill }: BillsAlike & BillState, to: values.LocalDate): number =>
  served ? earnedByUse(bill, served) : earnedUntil(bill, to);

/** What the result of a period is made of. */
export type Result = Pick<StatementFacts, 'movements' | 'unearned' | 'carriedDeficitFen' | 'to'>;

/**
 * P-14, P-T16, P-T18, P-T19 Income received and earned, verified cost and what is left of it once the deficit of earlier periods is
 * made good, as far as it goes: a surplus or a deficit, in fen. What is not proven counts as nothing, the government's advance never
 * as income.
 */
export function resultFen(facts: Result) {
  const incomes = (['BASIC_INCOME', 'OPTIONAL_INCOME', 'VALUE_ADDED_INCOME'] as const).map(
    (one) => figureOf(facts.movements, one).amountFen,
  );
  const incomeFen = addFen(sumFen(incomes), unbookedFen(facts));
  const costFen = figureOf(facts.movements, 'SERVICE_COST').amountFen;
  const left = addFen(incomeFen, -costFen);
  const result = addFen(left, -facts.carriedDeficitFen);
  const madeGoodFen = Math.min(facts.carriedDeficitFen, Math.max(0, left));
  return { incomeFen, costFen, madeGoodFen, surplusFen: Math.max(0, result), deficitFen: Math.max(0, -result) };
}

const serviceItems = ({ offer, households }: StatementFacts): Line[] => [
  ...(offer
    ? [
        told('OFFER', `服务承诺（第 ${offer.number} 版）`, offer.text),
        told('TRIAL', '免费试用', `${offer.trialMonths} 个月`),
        told('REFUND', '无理由退货', `${offer.refundWithinDays} 日内退还未服务部分`),
      ]
    : [told('OFFER', '服务承诺', '尚未公布')]),
  told('HOUSEHOLDS', '期末服务户数', `${households} 户`),
];

/** Functions and organisations; no person is named where everyone reads. */
const responsible = ({ provider, hasCommittee, visitTeams }: StatementFacts): Line[] => [
  told(
    'PROVIDER',
    '物业服务单位',
    provider ? `${provider.name}（${provider.kind === 'PUBLIC_WELFARE' ? '公益性物业' : '市场化物业'}）` : '尚未接管',
  ),
  told('COMMITTEE', '物业管理委员会', hasCommittee ? '已成立' : '未成立'),
  told('VISIT_TEAMS', '入户走访队', `${visitTeams} 支`),
];

const quality = ({ promises }: StatementFacts): Line[] =>
  promises.length
    ? promises.map((promise) => told(`PROMISE.${promise.id}`, promise.item, promiseText(promise)))
    : [told('STANDARD', '服务标准', '尚未通过')];

const chargeItems = ({ bills, movements }: StatementFacts): Line[] => [
  ...bills.map(({ tier, bills: count, amountFen }) =>
    told(`BILLS.${tier}`, `${tierLabels[tier]}（本期起算账单）`, `${count} 份`, amountFen),
  ),
  ...bills
    .filter(({ discounted }) => discounted > 0)
    .map(({ tier, discounted, discountFen }) =>
      told(`DISCOUNTS.${tier}`, `${tierLabels[tier]}减免（本期起算账单，不计应收、不计收入）`, `${discounted} 份`, discountFen),
    ),
  booked(movements, 'PAYMENTS', '本期收费'),
  booked(movements, 'REFUNDS', '本期退费'),
  booked(movements, 'BASIC_INCOME', '基础服务收入（已收且已服务）'),
  booked(movements, 'OPTIONAL_INCOME', '可选服务收入（已收且已服务）'),
  booked(movements, 'VALUE_ADDED_INCOME', '增值服务收入（已收且已服务）'),
  booked(movements, 'PREPAID', '期末预收（已收未服务）'),
];

const chargeStandard = ({ fees }: StatementFacts): Line[] =>
  fees.length
    ? fees.map(({ amountFen, unit, period, effectiveFrom }) =>
        told(`FEE.${effectiveFrom}`, `基础服务费（自 ${effectiveFrom} 起）`, `每${unitLabels[unit]}每${periodLabels[period]}`, amountFen),
      )
    : [told('FEE', '基础服务费', '尚未公布')];

const percent = ({ numerator, denominator, value }: values.Rate): string =>
  value === null ? '无数据' : `${value.toFixed(2)}%（${numerator}/${denominator}）`;

function performance(facts: StatementFacts): Line[] {
  const { movements, inspections, survey, unprovenCostFen, carriedDeficitFen, projects } = facts;
  const { incomeFen, costFen, surplusFen, deficitFen } = resultFen(facts);
  const satisfaction = survey && resultOf(survey).satisfaction;
  const unbooked = unbookedFen(facts);
  const spent = costCategory.options
    .map((category) => booked(movements, 'SERVICE_COST', `已核实成本：${categoryLabels[category]}`, category))
    .filter(({ of }) => of!.entries > 0);
  return [
    told('SCORE', '服务标准检查得分', percent(scoreOf({ ...inspections, corrected: 0 }))),
    told('SATISFACTION', '满意度', satisfaction ? percent(satisfaction) : '无数据'),
    told('INCOME', '本期收入合计（已收且已服务）', unbooked ? `其中未结账 ${yuan(unbooked)} 元` : null, incomeFen),
    ...spent,
    { ...booked(movements, 'SERVICE_COST', '已核实成本合计'), amountFen: costFen },
    told('UNPROVEN_COST', '未经核实成本（不计入）', null, unprovenCostFen),
    told('CARRIED_DEFICIT', '以前期间结转的亏损（先行弥补）', null, carriedDeficitFen),
    told('RESULT_SURPLUS', '本期结余（全部反哺小区）', null, surplusFen),
    told('RESULT_DEFICIT', '期末待弥补亏损', null, deficitFen),
    booked(movements, 'SURPLUS', '已转入反哺基金'),
    booked(movements, 'REINVESTED', '反哺支出'),
    ...projects.filter(({ fund }) => fund !== 'COMMON_REVENUE').map(project),
    booked(movements, 'REINVESTMENT_BALANCE', '反哺基金期末余额'),
    booked(movements, 'ADVANCE_BOOKED', '政府先期投入（不计收入）'),
    booked(movements, 'ADVANCE_DRAWN', '政府先期投入弥补亏损'),
    booked(movements, 'ADVANCE_RETURNED', '冲正成本归还政府先期投入'),
    booked(movements, 'ADVANCE_SPENT', '政府先期投入支出'),
    booked(movements, 'ADVANCE_BALANCE', '政府先期投入期末余额'),
  ];
}

const project = ({ id, title, fund, amountFen }: StatementFacts['projects'][number]): Line =>
  told(`PROJECT.${id}`, fundLabels[fund]!, title, amountFen);
const yuan = (amountFen: number): string =>
  `${amountFen < 0 ? '-' : ''}${(BigInt(Math.abs(amountFen)) / 100n).toString()}.${String(Math.abs(amountFen) % 100).padStart(2, '0')}`;

/** The books of an estate hold no maintenance fund: what these owners pay for the service is never mixed with it. */
const maintenanceFund = (): Line[] => [told('MAINTENANCE_FUND', '本账簿内维修资金收支', '维修资金不在本账簿内核算，本期未经本账簿使用', 0)];

function commonParts({ movements, projects }: StatementFacts): Line[] {
  const net = addFen(figureOf(movements, 'COMMON_INCOME').amountFen, -figureOf(movements, 'COMMON_COST').amountFen);
  return [
    booked(movements, 'COMMON_INCOME', '公共收益收入'),
    booked(movements, 'COMMON_COST', '公共收益成本（已核实）'),
    told('COMMON_NET', '公共收益净额（归业主所有）', null, net),
    booked(movements, 'COMMON_SPENT', '公共收益支出'),
    ...projects.filter(({ fund }) => fund === 'COMMON_REVENUE').map(project),
    booked(movements, 'COMMON_BALANCE', '公共收益期末余额'),
  ];
}

const linesOf: Readonly<Record<Disclosure, (facts: StatementFacts) => Line[]>> = {
  SERVICE_ITEMS: serviceItems,
  RESPONSIBLE: responsible,
  QUALITY: quality,
  CHARGE_ITEMS: chargeItems,
  CHARGE_STANDARD: chargeStandard,
  PERFORMANCE: performance,
  MAINTENANCE_FUND: maintenanceFund,
  COMMON_PARTS: commonParts,
};

/** What a statement tells, and its hash seals; a corrected one has a section of its own besides the disclosures. */
export type StatementContent = Omit<ReturnType<typeof contentOf>, 'sections'> & {
  readonly sections: { readonly code: Disclosure | 'CORRECTIONS'; readonly title: string; readonly lines: Line[] }[];
};

/**
 * P-14, P-20 What the owners are told of a period: the eight disclosures of 民法典 943 in its order, every amount in fen with the
 * entries that make it, and what the books add up to. It names no household and no person.
 */
export function contentOf(facts: StatementFacts) {
  const { estateId, communityCode, periodId, number, from, to, estateName, movements } = facts;
  return {
    ...{ estateId, communityCode, periodId, number, from, to },
    title: `${estateName}物业服务公开报告`,
    subtitle: `${number === null ? '草稿（未结账）' : `第 ${number} 期`} ${from} 至 ${to}`,
    sections: disclosure.options.map((code) => ({ code, title: disclosureTitles[code], lines: linesOf[code](facts) })),
    bookSums: sumsOf(movements),
  };
}
