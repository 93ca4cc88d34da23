import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { reconciliationLines, reconciliationOfDay, statementLineCorrections, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { StatementLine } from './reconciliation.entity.js';

const onDay = (instant: string): string => `(${instant} AT TIME ZONE 'Asia/Shanghai')::date = $4::date`;
const unstated = (kind: string, t: string): string =>
  `NOT EXISTS (SELECT 1 FROM statement_line l WHERE l.source_id = ${t}.id AND l.kind = '${kind}'${kind === 'PAYMENT' ? ' AND l.transaction_id = a.transaction_id' : ''})
   AND EXISTS (SELECT 1 FROM statement_line l WHERE l.day = $4::date AND l.provider = a.provider)`;
const sourced = (kind: string, t: string, amount: string): string => `SELECT ${t}.id, '${kind}' AS kind, a.provider,
  replace(${t}.id::text, '-', '') AS number, NULL::bigint AS "statedFen", ${amount} AS "bookedFen", ${t}.id AS "sourceId", NULL AS found,
  NULL AS state, NULL AS note`;

/** Trades in the statements of a day, each beside what is booked of it, and those booked that day which no statement has, once there is one of it. */
const trades = `SELECT x.*, CASE WHEN x."statedFen" IS NULL THEN 'MISSING_THERE' WHEN x."bookedFen" IS NULL THEN 'MISSING_HERE'
    WHEN x."statedFen" = x."bookedFen" THEN 'MATCHED' ELSE 'AMOUNT_DIFFERENT' END AS standing
  FROM (
    SELECT l.id, l.kind, l.provider, l.number, l.amount_fen AS "statedFen", coalesce(a.received_fen, r.amount_fen) AS "bookedFen",
        l.source_id AS "sourceId", l.found, l.state, l.note
      FROM statement_line l
        LEFT JOIN payment_attempt a ON l.kind = 'PAYMENT' AND a.id = l.source_id AND a.state = 'PAID' AND a.transaction_id = l.transaction_id
        LEFT JOIN payment_refund r ON l.kind = 'REFUND' AND r.id = l.source_id AND r.state = 'DONE'
      WHERE l.day = $4::date AND ${within('$3', 'l.place_code')}
    UNION ALL
    ${sourced('PAYMENT', 'a', 'a.received_fen')} FROM payment_attempt a
      WHERE a.state = 'PAID' AND ${onDay('a.paid_at')} AND ${within('$3', 'a.community_code')} AND ${unstated('PAYMENT', 'a')}
    UNION ALL
    ${sourced('REFUND', 'r', 'r.amount_fen')} FROM payment_refund r JOIN payment_attempt a ON a.id = r.attempt_id
      WHERE r.state = 'DONE' AND ${onDay('r.done_at')} AND ${within('$3', 'r.community_code')} AND ${unstated('REFUND', 'r')}
  ) x`;
const figures = named(
  'reconciliation.figures',
  `SELECT kind, standing, count(*)::int AS lines, coalesce(sum("statedFen"), 0)::bigint AS "statedFen", coalesce(sum("bookedFen"), 0)::bigint AS "bookedFen"
   FROM (${trades}) t GROUP BY kind, standing ORDER BY kind, standing`,
);
const lines = named(
  'reconciliation.lines',
  `SELECT * FROM (${trades}) t WHERE ($5::text IS NULL OR standing = $5) AND id > $6::uuid ORDER BY id LIMIT $7`,
);

const corrections = named(
  'reconciliation.corrections',
  `SELECT c.version, c.former_fen AS "formerFen", c.amount_fen AS "amountFen", c.former_found AS "formerFound", c.reason, c.corrected_at AS "correctedAt"
   FROM statement_line t JOIN statement_line_correction c ON c.line_id = t.id WHERE t.id = $3 AND ${inScope(StatementLine.scope)}
     AND c.version < $4::integer ORDER BY c.version DESC LIMIT $5`,
);

type Correction = OutputOf<typeof statementLineCorrections>['items'][number];
type Line = OutputOf<typeof reconciliationLines>['items'][number];
type Figures = OutputOf<typeof reconciliationOfDay>['items'];

@Injectable()
export class ReconciliationQueries {
  constructor(private readonly database: Database) {}

  @Handles(reconciliationOfDay)
  async ofDay({ placeCode, day }: InputOf<typeof reconciliationOfDay>, request: Request): Promise<OutputOf<typeof reconciliationOfDay>> {
    return { items: await this.database.read<Figures[number]>(figures, [...scopeParameters(request), placeCode, day]) };
  }

  @Handles(reconciliationLines)
  async lines(input: InputOf<typeof reconciliationLines>, request: Request): Promise<OutputOf<typeof reconciliationLines>> {
    const { placeCode, day, standing = null, after, limit } = input;
    const parameters = [...scopeParameters(request), placeCode, day, standing, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<Line>(lines, parameters), limit, ({ id }) => [id]);
  }

  @Handles(statementLineCorrections)
  async corrections(input: InputOf<typeof statementLineCorrections>, request: Request): Promise<OutputOf<typeof statementLineCorrections>> {
    const { id, after, limit } = input;
    const parameters = [...scopeParameters(request), id, ...keyset(after, descending('integer')), limit + 1];
    return pageOf(await this.database.read<Correction>(corrections, parameters), limit, ({ version }) => [version]);
  }
}
