import { statementErrors, statementPublished, type StatementFigure, type values } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { figureOf, sumsOf } from './figure.rules.js';
import { corrected, type Correction } from './correction.rules.js';
import { contentOf, resultFen, type Result, type StatementContent, type StatementFacts } from './statement.rules.js';

/** What the books say when every entry is added up anew, beside what the database kept on the way. */
export interface Recomputed {
  readonly postings: number;
  readonly debitsFen: number;
  readonly creditsFen: number;
  /** Entries that do not add up to zero in a fund; accounts and days whose kept sums are not those of their entries. */
  readonly unbalanced: number;
  readonly accountsOff: number;
  readonly daysOff: number;
}

/** What the closing of the period wrote down. */
export interface Closed {
  readonly incomeFen: number;
  readonly verifiedCostFen: number;
  readonly surplusFen: number;
  readonly deficitFen: number;
  readonly prepaidFen: number;
  readonly commonIncomeFen: number;
  readonly commonCostFen: number;
}

export interface StatementState extends StatementContent {
  readonly id: string;
  readonly version: number;
  readonly periodId: string;
  readonly number: number;
  readonly hash: string;
  readonly noticeId: string;
  readonly revision: number;
  readonly correctsId: string | null;
  readonly reason: string | null;
  readonly publishedAt: values.Instant;
}

/**
 * P-14 The books agree when all entries added up anew give the balances, the sums of days and what the closing of the period said.
 * Refuses with `property.statement.books-disagree` {unbalanced, accountsOff, daysOff, period}.
 */
export function ensureBooksAgree(facts: Result, closed: Closed, { unbalanced, accountsOff, daysOff, ...sums }: Recomputed): void {
  const kept = sumsOf(facts.movements);
  const of = (figure: StatementFigure) => figureOf(facts.movements, figure).amountFen;
  const { incomeFen, costFen, surplusFen, deficitFen } = resultFen(facts);
  const period = Object.entries({
    incomeFen,
    verifiedCostFen: costFen,
    surplusFen,
    deficitFen,
    prepaidFen: of('PREPAID'),
    commonIncomeFen: of('COMMON_INCOME'),
    commonCostFen: of('COMMON_COST'),
  }).flatMap(([name, amountFen]) => (closed[name as keyof Closed] === amountFen ? [] : [name]));
  const agrees =
    kept.agrees &&
    !unbalanced &&
    !accountsOff &&
    !daysOff &&
    !period.length &&
    sums.debitsFen === sums.creditsFen &&
    sums.debitsFen === kept.debitsFen &&
    sums.postings === kept.postings;
  ensure(agrees, statementErrors.booksDisagree, { unbalanced, accountsOff, daysOff, period });
}

/**
 * P-14, P-20 The statement of a closed period is published once and for good, sealed by the hash of its content, when the books
 * agree; a correction is a further revision of it. Refuses with `property.statement.period-unknown`, or as `ensureBooksAgree` and
 * `corrected` do.
 */
export function publish(
  { id, noticeId }: { readonly id: string; readonly noticeId: string },
  facts: StatementFacts & { readonly closed: Closed | null },
  recomputed: Recomputed,
  hashOf: (content: object) => string,
  now: values.Instant,
  correction?: Correction,
): Decision<StatementState> {
  const { periodId, number, closed, estateId, communityCode } = facts;
  ensure(periodId !== null && number !== null && closed !== null, statementErrors.periodUnknown);
  ensureBooksAgree(facts, closed, recomputed);
  const content = correction ? corrected(contentOf(facts), correction, hashOf) : contentOf(facts);
  const hash = hashOf(content);
  const { id: correctsId = null, revision = 0 } = correction?.former ?? {};
  const state = { ...content, id, version: 1, periodId, number, hash, noticeId, revision: revision + 1, correctsId };
  return decide(
    { ...state, reason: correction?.reason ?? null, publishedAt: now },
    statementPublished({ statementId: id, estateId, communityCode, periodId, noticeId, hash, correctsId, at: now }),
  );
}

/** P-14 What the hash of a published statement seals: its content, and nothing of its publication. */
export function sealedOf({
  estateId,
  communityCode,
  periodId,
  number,
  from,
  to,
  title,
  subtitle,
  sections,
  bookSums,
}: StatementState): StatementContent {
  return { ...{ estateId, communityCode, periodId, number, from, to }, title, subtitle, sections, bookSums };
}

/** P-20 Where everyone may compare a printed hash with that of the published statement, as a path below the host. */
export const verifyPathOf = ({ id, hash }: Pick<StatementState, 'id' | 'hash'>): string =>
  `/v1/public/statements/${id}/verification?hash=${hash}`;

/** P-20 What the notice of a published statement says: its results and its hash, by which the statement itself is compared. */
export function noticeOf({
  title,
  subtitle,
  hash,
  sections,
  reason,
}: Pick<StatementState, 'title' | 'subtitle' | 'hash' | 'sections' | 'reason'>) {
  const titles = sections.map((section) => section.title).join('、');
  const why = reason === null ? '' : `更正原因：${reason}。`;
  return {
    title,
    text: `${title}（${subtitle}）已公布，${why}内容包括：${titles}。全文可在本小区公开报告中查阅。内容哈希（SHA-256）：${hash}`,
  };
}
