import {
  reconciliationErrors,
  type importAlipayStatement,
  type importWechatStatement,
  type InputOf,
  type PaymentProviderName,
  type ReconciliationStanding,
  type StatementLineKind,
  type StatementLineState as State,
  type values,
} from '@gezhi/shared/contracts';
import { ensure, fenOf, localDateOf, transitions } from '@gezhi/shared/domain';
import { ensureAmount } from '../ledger/posting.rules.js';

/** P-13 A trade of a statement is asked about, and booked after two people have seen it; its words are never changed. */
export const statementLineLife = transitions<State, 'query' | 'confirm'>(
  { TAKEN: { query: 'QUERIED', confirm: 'CONFIRMED' }, QUERIED: { query: 'QUERIED', confirm: 'CONFIRMED' }, CONFIRMED: {} },
  { initial: 'TAKEN' },
);

export interface LineState {
  readonly id: string;
  readonly version: number;
  readonly placeCode: string;
  readonly provider: PaymentProviderName;
  readonly kind: StatementLineKind;
  readonly number: string;
  readonly transactionId: string;
  readonly amountFen: number;
  readonly at: values.Instant;
  readonly day: values.LocalDate;
  readonly sourceId: string | null;
  readonly found: ReconciliationStanding;
  readonly state: State;
  readonly note: string | null;
  readonly importedBy: string;
  readonly confirmedBy: string | null;
}

type WechatRow = InputOf<typeof importWechatStatement>['rows'][number];
type AlipayRow = InputOf<typeof importAlipayStatement>['rows'][number];

/** A trade as a statement tells it: a payment under the number of the order, or a refund under its own. */
export interface Trade {
  readonly provider: PaymentProviderName;
  readonly kind: StatementLineKind;
  readonly number: string;
  readonly transactionId: string;
  readonly amountFen: number;
  readonly at: values.Instant;
}

/** What is booked here of an order or refund: null while nothing is. */
export interface Booked {
  readonly id: string;
  readonly communityCode: string;
  readonly bookedFen: number | null;
}

/** P-13 The trade that a row of WeChat Pay's bill tells of, its yuan in fen exactly. */
export function wechatTrade(row: WechatRow): Trade {
  const { externalRef: transactionId, at } = row;
  return row.tradeState === 'SUCCESS'
    ? { provider: 'WECHAT', kind: 'PAYMENT', number: row.orderNumber, amountFen: fenOf(row.orderAmount), transactionId, at }
    : {
        provider: 'WECHAT',
        kind: 'REFUND',
        number: row.refundNumber ?? '',
        amountFen: fenOf(row.refundAmount ?? '0.00'),
        transactionId,
        at,
      };
}

/** P-13 The trade that a row of Alipay's bill tells of, its yuan in fen exactly; what went back is negative there. */
export function alipayTrade({ kind, orderNumber, refundNumber = '', amount, externalRef: transactionId, at }: AlipayRow): Trade {
  const came = kind === 'PAYMENT';
  const number = came ? orderNumber : refundNumber;
  return { provider: 'ALIPAY', kind, number, amountFen: came ? fenOf(amount) : -fenOf(amount), transactionId, at };
}

/** P-13 How a stated amount and what is booked agree. */
export function standingOf(statedFen: number, booked: Booked | undefined): ReconciliationStanding {
  if (!booked || booked.bookedFen === null) return 'MISSING_HERE';
  return booked.bookedFen === statedFen ? 'MATCHED' : 'AMOUNT_DIFFERENT';
}

/**
 * P-13 A trade of a statement as it is kept. Refuses with `property.reconciliation.outside-place` that of another place than the
 * batch's, with `trade-incomplete` what names no amount or no refund, or with `property.ledger.amount-too-large`.
 */
export function take(
  trade: Trade,
  booked: Booked | undefined,
  of: { readonly id: string; readonly placeCode: string; readonly importedBy: string },
): LineState {
  const { placeCode, ...rest } = of;
  ensure(!booked || booked.communityCode.startsWith(placeCode), reconciliationErrors.outsidePlace);
  ensure(trade.amountFen > 0 && trade.number !== '', reconciliationErrors.tradeIncomplete);
  ensureAmount(trade.amountFen);
  return {
    ...{
      ...rest,
      ...trade,
      version: 1,
      placeCode: booked?.communityCode ?? placeCode,
      day: localDateOf(trade.at),
      sourceId: booked?.id ?? null,
    },
    found: standingOf(trade.amountFen, booked),
    ...{ state: statementLineLife.initial, note: null, confirmedBy: null },
  };
}

/** P-13 A trade is asked about at the provider. */
export const query = (line: LineState, note: string): LineState => ({ ...line, state: statementLineLife.next(line.state, 'query'), note });

/**
 * P-13, P-T18 What the statement has and the books have not is booked after a second person has seen it. Refuses with
 * `property.reconciliation.second-person-required`.
 */
export function confirm(line: LineState, actorId: string): LineState {
  const state = statementLineLife.next(line.state, 'confirm');
  ensure(line.importedBy !== actorId, reconciliationErrors.secondPersonRequired);
  return { ...line, version: line.version + 1, state, confirmedBy: actorId };
}

/**
 * P-13, P-T20 What is booked as paid back is what was asked of the provider: another amount is asked about, and nothing of it booked.
 * Refuses with `property.reconciliation.amount-different` {askedFen}.
 */
export function ensureAsked({ amountFen }: LineState, askedFen: number): void {
  ensure(amountFen === askedFen, reconciliationErrors.amountDifferent, { askedFen });
}
