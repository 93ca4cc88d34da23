import { inScope, reach } from '@gezhi/shared/auth';
import { named, today } from '@gezhi/shared/database';
import { servedOfBill } from '../order/order.plan.js';

const reached = inScope({ place: 't.community_code', estate: 't.id' });
/** Whoever pays for an estate reads its books, too. */
const pays = `EXISTS (SELECT 1 FROM bill b WHERE b.estate_id = t.id AND b.household_id::text = ANY (${reach('self')}))`;

/** The estate $3 with the closed period $4, or with the days since its last closing. */
const span = (scope: string): string => `WITH s AS (
  SELECT t.id AS estate_id, t.community_code, t.name, p.id AS period_id, p.number, to_jsonb(p) AS closed,
    coalesce(p.from_day, l.closed_to + 1, least((t.registered_at AT TIME ZONE 'Asia/Shanghai')::date,
      (SELECT min(d.booked_on) FROM ledger_day d WHERE d.estate_id = t.id))) AS from_day,
    coalesce(p.to_day, ${today}) AS to_day
  FROM estate t LEFT JOIN ledger l ON l.estate_id = t.id LEFT JOIN ledger_period p ON p.id = $4::uuid AND p.estate_id = t.id
  WHERE t.id = $3 AND (${scope}))`;
const head = `s.estate_id AS "estateId", s.community_code AS "communityCode", s.name AS "estateName", s.period_id AS "periodId", s.number,
  s.from_day::text AS "from", s.to_day::text AS "to"`;
const list = (rows: string): string => `(SELECT coalesce(json_agg(x), '[]') FROM (${rows}) x)`;

const movements = list(`SELECT d.fund, d.account, d.kind, d.category,
    coalesce(sum(d.debit_fen - d.credit_fen) FILTER (WHERE d.booked_on >= s.from_day), 0)::bigint AS "movedFen",
    coalesce(sum(d.postings) FILTER (WHERE d.booked_on >= s.from_day), 0)::int AS moved,
    sum(d.debit_fen)::bigint AS "debitFen", sum(d.credit_fen)::bigint AS "creditFen", sum(d.postings)::int AS stands
  FROM ledger_day d WHERE d.estate_id = s.estate_id AND d.booked_on <= s.to_day GROUP BY d.fund, d.account, d.kind, d.category`);
/** What was served of an order up to the last day: its bill is earned by that. */
const served = `${servedOfBill('b', 's.to_day')} AS served`;
/** What the closing will book: of many bills most are alike. */
const unearned = `CASE WHEN s.period_id IS NOT NULL THEN '[]'::json ELSE ${list(`SELECT b.tier, b.from_day AS "from", b.to_day AS "to",
    b.amount_fen AS "amountFen", b.paid_fen AS "paidFen", b.refunded_fen AS "refundedFen", b.earned_fen AS "earnedFen", ${served},
    count(*)::int AS bills
  FROM bill b WHERE b.estate_id = s.estate_id AND b.paid_fen - b.refunded_fen > b.earned_fen AND b.from_day <= s.to_day
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`)} END`;
const until = `((s.to_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`;
const since = `(s.from_day::timestamp AT TIME ZONE 'Asia/Shanghai')`;

/** The deficit of earlier periods: as the closing found it, or what is to be made good now. */
const carriedDeficit = `coalesce((s.closed ->> 'carried_deficit_fen')::bigint, (SELECT a.balance_fen FROM ledger_account a
  WHERE a.estate_id = s.estate_id AND a.account = 'DEFICIT'), 0)::bigint AS "carriedDeficitFen"`;

/** Everything that a statement tells, in one round. */
export const statementFacts = named(
  'statement.facts',
  `${span(reached)}
  SELECT ${head}, ${movements} AS movements, ${unearned} AS unearned, ${carriedDeficit},
    coalesce((s.closed ->> 'unproven_cost_fen')::bigint, (SELECT sum(c.amount_fen) FROM cost c
      WHERE c.estate_id = s.estate_id AND c.state = 'UNPROVEN' AND c.incurred_on <= s.to_day), 0)::bigint AS "unprovenCostFen",
    CASE WHEN s.period_id IS NOT NULL THEN json_build_object('incomeFen', s.closed -> 'income_fen', 'verifiedCostFen', s.closed -> 'verified_cost_fen',
      'surplusFen', s.closed -> 'surplus_fen', 'deficitFen', s.closed -> 'deficit_fen', 'prepaidFen', s.closed -> 'prepaid_fen',
      'commonIncomeFen', s.closed -> 'common_income_fen', 'commonCostFen', s.closed -> 'common_cost_fen') END AS closed,
    (SELECT count(*)::int FROM service_contract c WHERE c.estate_id = s.estate_id AND c.starts_on <= s.to_day
      AND (c.ends_on IS NULL OR c.ends_on >= s.to_day)) AS households,
    (SELECT json_build_object('number', o.number, 'text', o.text, 'trialMonths', o.trial_months, 'refundWithinDays', o.refund_within_days)
      FROM offer o WHERE o.estate_id = s.estate_id AND o.opened_at < ${until} ORDER BY o.number DESC LIMIT 1) AS offer,
    ${list(`SELECT f.amount_fen AS "amountFen", f.unit, f.period, f.effective_from AS "effectiveFrom" FROM fee_schedule f
      WHERE f.estate_id = s.estate_id AND f.state = 'PUBLISHED' AND f.effective_from <= s.to_day AND f.effective_from >= coalesce(
        (SELECT max(g.effective_from) FROM fee_schedule g WHERE g.estate_id = s.estate_id AND g.state = 'PUBLISHED'
          AND g.effective_from <= s.from_day), s.from_day) ORDER BY f.effective_from`)} AS fees,
    (SELECT json_build_object('name', v.name, 'kind', v.kind) FROM takeover k JOIN service_provider v ON v.id = k.provider_id
      WHERE k.estate_id = s.estate_id AND k.state = 'COMPLETED' AND k.ended_at < ${until} ORDER BY k.ended_at DESC LIMIT 1) AS provider,
    EXISTS (SELECT 1 FROM committee c WHERE c.estate_id = s.estate_id AND c.formed_on <= s.to_day
      AND (c.ended_on IS NULL OR c.ended_on > s.to_day)) AS "hasCommittee",
    (SELECT count(*)::int FROM visit_team v WHERE v.estate_id = s.estate_id AND v.formed_at < ${until}
      AND (v.disbanded_at IS NULL OR v.disbanded_at >= ${until})) AS "visitTeams",
    coalesce((SELECT a.promises FROM service_standard a WHERE a.estate_id = s.estate_id AND a.state = 'ADOPTED'
      AND a.effective_from <= s.to_day ORDER BY a.number DESC LIMIT 1), '[]') AS promises,
    (SELECT json_build_object('met', count(*) FILTER (WHERE i.result = 'MET'), 'partly', count(*) FILTER (WHERE i.result = 'PARTLY'),
      'notMet', count(*) FILTER (WHERE i.result = 'NOT_MET')) FROM inspection i WHERE i.estate_id = s.estate_id
      AND i.reinspects_id IS NULL AND i.inspected_at >= ${since} AND i.inspected_at < ${until}) AS inspections,
    (SELECT json_build_object('leastAnswers', y.least_answers, 'isClosed', true, 'answers', count(a.id),
        'satisfied', count(*) FILTER (WHERE a.score >= y.satisfied_from), 'covered', 0, 'households', 0)
      FROM (SELECT * FROM satisfaction_survey y WHERE y.estate_id = s.estate_id AND y.period_from <= s.to_day AND y.closes_at <= gezhi_now()
        ORDER BY y.period_from DESC, y.id DESC LIMIT 1) y LEFT JOIN satisfaction_answer a ON a.survey_id = y.id
      GROUP BY y.id, y.least_answers, y.satisfied_from) AS survey,
    ${list(`SELECT b.tier, count(*)::int AS bills, sum(b.amount_fen)::bigint AS "amountFen",
        count(*) FILTER (WHERE b.discount_fen > 0)::int AS discounted, sum(b.discount_fen)::bigint AS "discountFen" FROM bill b
      WHERE b.estate_id = s.estate_id AND b.from_day BETWEEN s.from_day AND s.to_day AND b.state <> 'VOID' GROUP BY b.tier ORDER BY b.tier`)} AS bills,
    ${list(`SELECT g.id, g.title, g.fund, -sum(p.amount_fen)::bigint AS "amountFen" FROM ledger_entry e
      LEFT JOIN ledger_entry r ON r.id = e.reverses_id JOIN spending g ON g.id = e.source_id
      JOIN ledger_posting p ON p.entry_id = e.id AND p.fund = g.fund AND p.account = 'BANK'
      WHERE e.estate_id = s.estate_id AND coalesce(r.kind, e.kind) IN ('SPENDING', 'ADVANCE_DRAWN') AND e.booked_on BETWEEN s.from_day AND s.to_day
      GROUP BY g.id, g.title, g.fund HAVING sum(p.amount_fen) <> 0 ORDER BY g.id`)} AS projects
  FROM s`,
);

/** Of all entries anew, whatever the database kept: what they add up to by $3, and where they differ from what was kept. */
export const recomputation = `WITH booked AS MATERIALIZED (
    SELECT p.entry_id, e.booked_on, p.fund, p.account, coalesce(r.kind, e.kind) AS kind, coalesce(c.category, '') AS category, p.amount_fen
    FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id LEFT JOIN ledger_entry r ON r.id = e.reverses_id
      LEFT JOIN cost c ON c.id = e.source_id AND coalesce(r.kind, e.kind) IN ('COST', 'COMMON_COST') WHERE e.estate_id = $1)
  SELECT count(*) FILTER (WHERE booked_on <= $2)::int AS postings,
    coalesce(sum(amount_fen) FILTER (WHERE booked_on <= $2 AND amount_fen > 0), 0)::bigint AS "debitsFen",
    coalesce(-sum(amount_fen) FILTER (WHERE booked_on <= $2 AND amount_fen < 0), 0)::bigint AS "creditsFen",
    (SELECT count(*)::int FROM (SELECT FROM booked GROUP BY entry_id, fund HAVING sum(amount_fen) <> 0) u) AS unbalanced,
    (SELECT count(*)::int FROM (SELECT fund, account, sum(amount_fen) AS sum FROM booked GROUP BY fund, account) b
      FULL JOIN (SELECT * FROM ledger_account WHERE estate_id = $1) a USING (fund, account)
      WHERE coalesce(b.sum, 0) <> coalesce(a.balance_fen, 0)) AS "accountsOff",
    (SELECT count(*)::int FROM (SELECT booked_on, fund, account, kind, category, count(*) AS postings,
        sum(greatest(amount_fen, 0)) AS debit_fen, sum(greatest(-amount_fen, 0)) AS credit_fen FROM booked GROUP BY 1, 2, 3, 4, 5) b
      FULL JOIN (SELECT * FROM ledger_day WHERE estate_id = $1) d USING (booked_on, fund, account, kind, category)
      WHERE (b.postings, b.debit_fen, b.credit_fen) IS DISTINCT FROM (d.postings, d.debit_fen, d.credit_fen)) AS "daysOff"
  FROM booked`;

/** Entries `e` that take back entries `r` of their estate, with what they move. */
const takenBack = `ledger_entry e JOIN ledger_entry r ON r.id = e.reverses_id
  CROSS JOIN LATERAL (SELECT sum(p.amount_fen) AS fen FROM ledger_posting p WHERE p.entry_id = e.id AND p.amount_fen > 0) moved`;

/** What of the period $1 was taken back after it. */
export const takenBackAfter = `SELECT r.kind, count(*)::int AS entries, sum(moved.fen)::bigint AS "amountFen" FROM ledger_period o
  JOIN (${takenBack}) ON e.estate_id = o.estate_id AND r.booked_on BETWEEN o.from_day AND o.to_day AND e.booked_on > o.to_day
  WHERE o.id = $1 GROUP BY r.kind ORDER BY r.kind`;

const corrections = (direction: string, own: string, other: string, apart: string): string => `SELECT '${direction}' AS direction, r.kind,
    count(*)::int AS entries, sum(moved.fen)::bigint AS "amountFen", p.id AS "periodId", l.id AS "statementId"
  FROM statement t JOIN (${takenBack}) ON e.estate_id = t.estate_id AND ${own}.booked_on BETWEEN t.from_day AND t.to_day AND ${apart}
    LEFT JOIN ledger_period p ON p.estate_id = t.estate_id AND ${other}.booked_on BETWEEN p.from_day AND p.to_day
    LEFT JOIN LATERAL (SELECT x.id FROM statement x WHERE x.period_id = p.id ORDER BY x.revision DESC LIMIT 1) l ON true
  WHERE t.id = $1 GROUP BY r.kind, p.id, l.id`;
/** What was booked in the period of the statement $1 and taken back later, and what it takes back of earlier ones. */
export const statementCorrected = named(
  'statement.corrections',
  `${corrections('CORRECTED_BY', 'r', 'e', 'e.booked_on > t.to_day')} UNION ALL ${corrections('CORRECTS', 'e', 'r', 'r.booked_on < t.from_day')}
   ORDER BY direction, kind, "periodId"`,
);

/** The entries of the estate in the days asked for: of account $6 of fund $5, kind $7 or all kinds up to the last day, category $8. */
export const figureEntries = named(
  'statement.entries',
  `${span(`${reached} OR ${pays}`)}
  SELECT e.id AS "entryId", e.booked_on::text AS "bookedOn", e.kind, e.reverses_id AS "reversesId", p.amount_fen AS "amountFen", e.posted_at AS "postedAt"
  FROM s JOIN ledger_entry e ON e.estate_id = s.estate_id JOIN ledger_posting p ON p.entry_id = e.id AND p.fund = $5 AND p.account = $6
    LEFT JOIN ledger_entry r ON r.id = e.reverses_id
  WHERE e.booked_on <= s.to_day AND ($7::text IS NULL OR e.booked_on >= s.from_day AND coalesce(r.kind, e.kind) = $7)
    AND ($8::text IS NULL OR EXISTS (SELECT 1 FROM cost c WHERE c.id = e.source_id AND c.category = $8))
    AND (e.posted_at, e.id) < ($9::timestamptz, $10::uuid) ORDER BY e.posted_at DESC, e.id DESC LIMIT $11`,
);
/** Whether the actor reads the books of the estate $3, and whether it has the closed period $4. */
export const spanKnown = named('statement.span', `${span(`${reached} OR ${pays}`)} SELECT s.period_id AS "periodId" FROM s`);

/** What the household $5 paid for the estate, and what its bills earned in the period. */
export const householdFacts = named(
  'statement.household',
  `${span(inScope({ place: 't.community_code', estate: 't.id', self: '$5::uuid' }))}
  SELECT ${head}, ${movements} AS movements, ${unearned} AS unearned, ${carriedDeficit},
    ${list(`SELECT b.id, b.tier, b.from_day AS "from", b.to_day AS "to", b.amount_fen AS "amountFen", b.paid_fen AS "paidFen",
        b.refunded_fen AS "refundedFen", b.earned_fen AS "earnedFen", ${served}, 1 AS bills
      FROM bill b WHERE b.estate_id = s.estate_id AND b.household_id = $5 ORDER BY b.id`)} AS bills,
    ${list(`SELECT y.id AS "paymentId", y.bill_id AS "billId", y.entry_id AS "entryId", y.received_at AS "receivedAt",
        y.amount_fen - y.reversed_fen AS "amountFen"
      FROM bill b JOIN payment y ON y.bill_id = b.id AND y.amount_fen > y.reversed_fen
      WHERE b.estate_id = s.estate_id AND b.household_id = $5`)} AS payments,
    (SELECT coalesce(sum(g.amount_fen), 0)::bigint FROM bill b JOIN bill_earning g ON g.bill_id = b.id AND g.period_id = s.period_id
      WHERE b.estate_id = s.estate_id AND b.household_id = $5) AS "bookedEarnedFen",
    (SELECT coalesce(sum(b.discount_fen), 0)::bigint FROM bill b WHERE b.estate_id = s.estate_id AND b.household_id = $5) AS "discountFen"
  FROM s`,
);
