import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { entriesOfEstate, requestErrors, trialBalanceOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { LedgerEntry } from './ledger.entity.js';
import type { EntryState } from './posting.rules.js';

type Balances = Omit<OutputOf<typeof trialBalanceOfEstate>, 'estateId'>;

const reached = inScope(LedgerEntry.scope);
const columns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.kind, t.booked_on::text AS "bookedOn",
  t.source_id AS "sourceId", t.reverses_id AS "reversesId", t.reason,
  CASE WHEN t.kind IN ('PAYMENT', 'REFUND') THEN '{}' ELSE t.evidence_ids END AS "evidenceIds", t.posted_at AS "postedAt",
  (SELECT json_agg(json_build_object('fund', p.fund, 'account', p.account, 'amountFen', p.amount_fen) ORDER BY p.fund, p.amount_fen DESC, p.account)
   FROM ledger_posting p WHERE p.entry_id = t.id) AS postings`;
const entries = named(
  'ledger.entries',
  `SELECT ${columns} FROM ledger_entry t WHERE t.estate_id = $3 AND ${reached} AND ($4::text IS NULL OR t.kind = $4)
     AND ($5::text IS NULL OR EXISTS (SELECT 1 FROM ledger_posting p WHERE p.entry_id = t.id AND p.fund = $5))
     AND (t.posted_at, t.id) < ($6::timestamptz, $7::uuid) ORDER BY t.posted_at DESC, t.id DESC LIMIT $8`,
);
const oneEntry = named('ledger.entry', `SELECT ${columns} FROM ledger_entry t WHERE t.id = $3 AND ${reached}`);
/** Added up anew from the postings, and held against the balances that the database keeps. */
const balances = named(
  'ledger.trial-balance',
  `WITH posted AS (SELECT p.fund, p.account, sum(p.amount_fen) AS sum, coalesce(sum(p.amount_fen) FILTER (WHERE p.amount_fen > 0), 0) AS debits
     FROM ledger_posting p WHERE p.estate_id = $3 GROUP BY p.fund, p.account)
   SELECT (SELECT l.closed_to::text FROM ledger l WHERE l.estate_id = t.id) AS "closedTo",
     coalesce((SELECT json_agg(json_build_object('fund', a.fund, 'account', a.account, 'balanceFen', a.balance_fen) ORDER BY a.fund, a.account)
       FROM ledger_account a WHERE a.estate_id = t.id), '[]') AS accounts,
     coalesce((SELECT sum(debits) FROM posted), 0)::bigint AS "debitsFen", coalesce((SELECT sum(debits - sum) FROM posted), 0)::bigint AS "creditsFen",
     NOT EXISTS (SELECT 1 FROM posted FULL JOIN (SELECT * FROM ledger_account WHERE estate_id = $3) a USING (fund, account)
       WHERE coalesce(posted.sum, 0) <> coalesce(a.balance_fen, 0)) AS agrees
   FROM estate t WHERE t.id = $3 AND ${inScope({ place: 't.community_code', estate: 't.id' })}`,
);

@Injectable()
export class LedgerQueries {
  constructor(private readonly database: Database) {}

  @Handles(entriesOfEstate)
  async entries(input: InputOf<typeof entriesOfEstate>, request: Request): Promise<OutputOf<typeof entriesOfEstate>> {
    const { estateId, kind = null, fund = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<EntryState>(entries, [...scopeParameters(request), estateId, kind, fund, ...position, limit + 1]);
    return pageOf(rows, limit, ({ postedAt, id }) => [postedAt, id]);
  }

  @Handles(trialBalanceOfEstate)
  async trialBalance({ estateId }: InputOf<typeof trialBalanceOfEstate>, request: Request): Promise<OutputOf<typeof trialBalanceOfEstate>> {
    const [row] = await this.database.read<Balances>(balances, [...scopeParameters(request), estateId]);
    ensure(row, requestErrors.notFound);
    return { estateId, ...row };
  }

  /** The entry, when the actor acts where it is. */
  async entry(id: string, request: Request): Promise<EntryState | undefined> {
    return (await this.database.read<EntryState>(oneEntry, [...scopeParameters(request), id]))[0];
  }
}
