import { Injectable } from '@nestjs/common';
import { scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  draftStatement,
  readStatement,
  statementCorrections,
  requestErrors,
  statementEntries,
  statementErrors,
  statementsOfEstate,
  verifyStatement,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { contentHash } from '@gezhi/shared/platform';
import { figures } from './figure.rules.js';
import { sealedOf, verifyPathOf, type StatementState } from './publication.rules.js';
import { figureEntries, spanKnown, statementCorrected, statementFacts } from './statement.plan.js';
import { contentOf, type StatementFacts } from './statement.rules.js';

type Summary = OutputOf<typeof statementsOfEstate>['items'][number];
type Published = StatementState & { readonly correctedById: string | null };
type Entry = OutputOf<typeof statementEntries>['items'][number];

const summary = `t.id, t.estate_id AS "estateId", t.period_id AS "periodId", t.number, t.from_day::text AS "from", t.to_day::text AS "to", t.hash,
  t.notice_id AS "noticeId", t.revision, t.corrects_id AS "correctsId", (SELECT c.id FROM statement c WHERE c.corrects_id = t.id) AS "correctedById",
  t.published_at AS "publishedAt", t.version`;
const ofEstate = named(
  'statement.of-estate',
  `SELECT ${summary} FROM statement t WHERE t.estate_id = $1 AND (t.number, t.revision) < ($2, $3)
   ORDER BY t.number DESC, t.revision DESC LIMIT $4`,
);
const one = named(
  'statement.one',
  `SELECT ${summary}, t.community_code AS "communityCode", t.title, t.subtitle, t.sections, t.book_sums AS "bookSums" FROM statement t WHERE t.id = $1`,
);

@Injectable()
export class StatementQueries {
  constructor(private readonly database: Database) {}

  @Handles(draftStatement)
  async draft({ estateId, periodId }: InputOf<typeof draftStatement>, request: Request): Promise<OutputOf<typeof draftStatement>> {
    const parameters = [...scopeParameters(request), estateId, periodId ?? null];
    const [facts] = await this.database.read<StatementFacts>(statementFacts, parameters);
    ensure(facts, requestErrors.notFound);
    ensure(!periodId || facts.periodId, statementErrors.periodUnknown);
    const content = contentOf(facts);
    return { ...content, hash: contentHash(content), verifyPath: null, state: 'DRAFT' };
  }

  @Handles(statementsOfEstate)
  async ofEstate({ estateId, after, limit }: InputOf<typeof statementsOfEstate>): Promise<OutputOf<typeof statementsOfEstate>> {
    const rows = await this.database.read<Summary>(ofEstate, [estateId, ...keyset(after, descending('integer', 'integer')), limit + 1]);
    return pageOf(rows, limit, ({ number, revision }) => [number, revision]);
  }

  @Handles(readStatement)
  async read({ id }: InputOf<typeof readStatement>): Promise<OutputOf<typeof readStatement>> {
    const statement = await this.published(id);
    return { ...statement, verifyPath: verifyPathOf(statement), state: 'PUBLISHED' };
  }

  /** Of what is stored now, so that a row changed behind the back of the database matches no longer. */
  @Handles(verifyStatement)
  async verify({ id, hash }: InputOf<typeof verifyStatement>): Promise<OutputOf<typeof verifyStatement>> {
    const statement = await this.published(id);
    const { estateId, number, publishedAt } = statement;
    const found = contentHash(sealedOf(statement));
    return { id, estateId, number, publishedAt, hash: found, matches: found === hash };
  }

  /** By sums, as everyone reads it: no entry of a household is named. */
  @Handles(statementCorrections)
  async corrections({ id }: InputOf<typeof statementCorrections>): Promise<OutputOf<typeof statementCorrections>> {
    await this.published(id);
    return { items: await this.database.read<OutputOf<typeof statementCorrections>['items'][number]>(statementCorrected, [id]) };
  }

  @Handles(statementEntries)
  async entries(input: InputOf<typeof statementEntries>, request: Request): Promise<OutputOf<typeof statementEntries>> {
    const { estateId, periodId = null, figure, category = null, after, limit } = input;
    const { fund, account, kind, side } = figures[figure];
    const of = [...scopeParameters(request), estateId, periodId];
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const [[span], rows] = await Promise.all([
      this.database.read<{ periodId: string | null }>(spanKnown, of),
      this.database.read<Entry>(figureEntries, [...of, fund, account, kind, category, ...position, limit + 1]),
    ]);
    ensure(span, requestErrors.notFound);
    ensure(!periodId || span.periodId, statementErrors.periodUnknown);
    const told = rows.map((row) => ({ ...row, amountFen: side === 'DEBIT' ? row.amountFen : -row.amountFen }));
    return pageOf(told, limit, ({ postedAt, entryId }) => [postedAt, entryId]);
  }

  /** A published statement; undefined when there is none. */
  async one(id: string): Promise<Published | undefined> {
    return (await this.database.read<Published>(one, [id]))[0];
  }

  private async published(id: string): Promise<Published> {
    const row = await this.one(id);
    ensure(row, requestErrors.notFound);
    return row;
  }
}
