import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  confirmStatementLine,
  correctStatementLine,
  importAlipayStatement,
  importWechatStatement,
  paymentErrors,
  queryStatementLine,
  reconciliationErrors,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { decide, DomainError, ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { bookedOf, bookReceipt, bookRefund, holdPaymentRefund, isBooked } from '../payment/payment.plan.js';
import { StatementLine, StatementLineCorrection } from './reconciliation.entity.js';
import { alipayTrade, confirm, ensureAsked, query, take, wechatTrade, type LineState, type Trade } from './reconciliation.rules.js';
import { correctLine } from './statement-line-correction.rules.js';

const held = `SELECT t.id, t.version, t.place_code AS "placeCode", t.provider, t.kind, t.number, t.transaction_id AS "transactionId", t.amount_fen AS "amountFen",
  t.at, t.day::text AS day, t.source_id AS "sourceId", t.found, t.state, t.note, t.imported_by AS "importedBy", t.confirmed_by AS "confirmedBy"
  FROM statement_line t WHERE t.id = $1 FOR NO KEY UPDATE`;
const keep = 'UPDATE statement_line SET version = $2, state = $3, confirmed_by = $4 WHERE id = $1';
const keepCorrected = 'UPDATE statement_line SET version = $2, amount_fen = $3, imported_by = $4, found = $5 WHERE id = $1';
const again = 'ON CONFLICT ON CONSTRAINT statement_line_trade_key DO NOTHING';

@Injectable()
export class ReconciliationCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(importWechatStatement)
  importWechat({ rows, ...batch }: InputOf<typeof importWechatStatement>, request: Request): Promise<Reply> {
    return this.import(batch, rows.map(wechatTrade), request);
  }

  @Handles(importAlipayStatement)
  importAlipay({ rows, ...batch }: InputOf<typeof importAlipayStatement>, request: Request): Promise<Reply> {
    return this.import(batch, rows.map(alipayTrade), request);
  }

  @Handles(queryStatementLine)
  query({ id, note }: InputOf<typeof queryStatementLine>, request: Request): Promise<Reply> {
    const at = ({ placeCode: place }: StatementLine) => ({ place });
    return this.work.change(request, StatementLine, id, (line) => decide(query(line, note)), at);
  }

  /** Holds the line, as confirming does: what is booked of it is what two people have seen. */
  @Handles(correctStatementLine)
  async correct({ id, ...input }: InputOf<typeof correctStatementLine>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, StatementLine, id);
    return this.work.act(request, { place: known.placeCode, id, own: true }, async (act) => {
      const [before] = await act.query<LineState>(held, [id]);
      const booked = (await bookedOf(act, [before!])).get(`${before!.kind} ${before!.number}`);
      const { line, correction } = correctLine(before!, booked, { ...input, actorId: request.actor.id }, act.now);
      await act.query(keepCorrected, [id, line.version, line.amountFen, line.importedBy, line.found]);
      await act.insert(StatementLineCorrection, [correction]);
      act.note({ amountFen: [before!.amountFen, line.amountFen], found: [before!.found, line.found] });
      return line;
    });
  }

  /** Line, attempt, bill and entry change together. */
  @Handles(confirmStatementLine)
  async confirm({ id }: InputOf<typeof confirmStatementLine>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, StatementLine, id);
    return this.work.act(request, { place: known.placeCode, id, own: true }, async (act) => {
      const [before] = await act.query<LineState>(held, [id]);
      const line = confirm(before!, request.actor.id);
      await book(act, line, request.actor.id);
      await act.query(keep, [id, line.version, line.state, line.confirmedBy]);
      act.note({ state: [before!.state, line.state], amountFen: [line.amountFen] });
      return line;
    });
  }

  private import({ placeCode: place, batchId: id, dryRun }: Batch, trades: readonly Trade[], request: Request): Promise<Reply> {
    return this.work.act(request, { place, id, dryRun }, (act) => takeIn(act, trades, place, request.actor.id));
  }
}

type Batch = Omit<InputOf<typeof importWechatStatement>, 'rows'>;

async function takeIn(
  act: Act,
  trades: readonly Trade[],
  placeCode: string,
  importedBy: string,
): Promise<OutputOf<typeof importWechatStatement>> {
  const booked = await bookedOf(act, trades);
  const lines: LineState[] = [];
  const refused: { externalRef: string; code: string }[] = [];
  for (const trade of trades)
    try {
      lines.push(take(trade, booked.get(`${trade.kind} ${trade.number}`), { id: newId(), placeCode, importedBy }));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push({ externalRef: trade.transactionId, code: error.code });
    }
  const imported = await act.insert(StatementLine, lines, again);
  act.note({ imported, repeated: lines.length - imported, refused: refused.length });
  return { imported, repeated: lines.length - imported, refused };
}

/** Books what a confirmed line says, unless it is booked. */
async function book(act: Act, line: LineState, actorId: string): Promise<void> {
  const { kind, sourceId, transactionId, amountFen, at } = line;
  ensure(sourceId, paymentErrors.orderUnknown);
  ensure(!(await isBooked(act, kind, sourceId)), reconciliationErrors.nothingToConfirm);
  if (kind === 'PAYMENT') {
    await bookReceipt(act, sourceId, { transactionId, amountFen, at }, actorId, true);
    return;
  }
  ensureAsked(line, (await holdPaymentRefund(act, sourceId)).amountFen);
  await bookRefund(act, sourceId, true);
}
