import { Injectable } from '@nestjs/common';
import { satisfactionPolicy, satisfactionTrend, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { defaultPolicy } from './satisfaction-policy.rules.js';
import { SatisfactionPolicyVersion } from './satisfaction.entity.js';
import type { SurveyState } from './satisfaction.rules.js';
import { trendOf, type Counted } from './trend.rules.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };
const columns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.period_from AS "periodFrom",
  t.period_to AS "periodTo", t.satisfied_from AS "satisfiedFrom", t.least_answers AS "leastAnswers", t.opened_at AS "openedAt", t.closes_at AS "closesAt"`;
const one = named('satisfaction.one', `SELECT ${columns} FROM satisfaction_survey t WHERE t.id = $1`);
/** Surveys of the estate $1, with what was counted of each. */
const counted = (
  rest: string,
): string => `WITH dwelling AS MATERIALIZED (SELECT DISTINCT u.household_id FROM unit u WHERE u.estate_id = $1 AND u.household_id IS NOT NULL)
   SELECT ${columns}, t.closes_at <= (SELECT gezhi_now()) AS "isClosed", c.*, (SELECT count(*)::int FROM dwelling) AS households
   FROM satisfaction_survey t, LATERAL (
     SELECT count(*)::int AS answers, count(*) FILTER (WHERE a.score >= t.satisfied_from)::int AS satisfied,
       count(d.household_id)::int AS covered
     FROM satisfaction_answer a LEFT JOIN dwelling d ON d.household_id = a.household_id WHERE a.survey_id = t.id) c
   WHERE t.estate_id = $1 AND ${rest}`;
const ofEstate = named(
  'satisfaction.trend',
  counted('(t.period_from, t.id) < ($2::date, $3::uuid) ORDER BY t.period_from DESC, t.id DESC LIMIT $4'),
);
const countedOne = named('satisfaction.counted', counted('t.id = $2'));

@Injectable()
export class SatisfactionQueries {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
  ) {}

  /** What holds at a place; that of the platform where no jurisdiction has laid down its own. */
  @Handles(satisfactionPolicy)
  async inForce({ placeCode }: InputOf<typeof satisfactionPolicy>): Promise<OutputOf<typeof satisfactionPolicy>> {
    return (await this.policies.inForce(SatisfactionPolicyVersion, placeCode)) ?? builtIn;
  }

  /** The row that only tells whether there is a next page is the survey before the last one of this. */
  @Handles(satisfactionTrend)
  async trend({ estateId, after, limit }: InputOf<typeof satisfactionTrend>): Promise<OutputOf<typeof satisfactionTrend>> {
    const position = keyset(after, descending('date', 'uuid'));
    const rows = await this.database.read<SurveyState & Counted>(ofEstate, [estateId, ...position, limit + 1]);
    return pageOf(trendOf(rows), limit, ({ periodFrom, id }) => [periodFrom, id]);
  }

  /** A survey, wherever it is; who may answer it is decided where it is answered. */
  async survey(id: string): Promise<SurveyState | undefined> {
    return (await this.database.read<SurveyState>(one, [id]))[0];
  }

  /** A survey with what was counted of it. */
  async counted(id: string): Promise<(SurveyState & Counted) | undefined> {
    const survey = await this.survey(id);
    return survey && (await this.database.read<SurveyState & Counted>(countedOne, [survey.estateId, id]))[0];
  }
}
