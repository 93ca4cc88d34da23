import { Injectable } from '@nestjs/common';
import { mergeProblems, promoteToCommon, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, named, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { merge, promote, type Merging } from './merge.rules.js';
import type { ProblemState } from './problem.rules.js';

const placeOf = named('problem.place', 'SELECT place_code AS place FROM problem WHERE id = $1');
const lock = `SELECT t.id, t.version, t.scope, t.class, t.state, t.track, t.summary, t.place_code AS "placeCode", t.community_code AS "communityCode",
    t.grid_codes AS "gridCodes", t.household_id AS "householdId", t.campaign_id AS "campaignId", t.collected_by_id AS "collectedById",
    t.collected_at AS "collectedAt", t.on_the_spot_until AS "onTheSpotUntil", t.recheck_days AS "recheckDays", t.recheck_due_at AS "recheckDueAt",
    t.recheck_told_for AS "recheckToldFor", t.rechecks, t.rectified_by_id AS "rectifiedById", t.reported_at AS "reportedAt",
    t.verified_by_id AS "verifiedById", t.rectified_at AS "rectifiedAt", t.evidence_ids AS "evidenceIds", t.annual_item_id AS "annualItemId",
    t.merged_into_id AS "mergedIntoId", t.external_ref AS "externalRef"
  FROM problem t WHERE t.id = ANY($3::uuid[]) AND ${inScope({ place: 't.place_code' })} ORDER BY t.id FOR UPDATE`;
const absorb = 'UPDATE problem SET scope = $2, grid_codes = $3, place_code = $4, version = version + 1 WHERE id = $1';
const leave = "UPDATE problem SET state = 'MERGED', merged_into_id = $1, version = version + 1 WHERE id = ANY($2::uuid[])";
/** The requests that showed the merged ones show this one now. */
const linksFollow = 'UPDATE problem_link SET problem_id = $1 WHERE problem_id = ANY($2::uuid[]) AND ended_at IS NULL';

type Rule = (problem: ProblemState, others: readonly ProblemState[], asked: number, now: string) => Merging;

@Injectable()
export class MergeCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
  ) {}

  @Handles(mergeProblems)
  merge({ id, mergedIds }: InputOf<typeof mergeProblems>, request: Request): Promise<Reply> {
    return this.absorb(id, mergedIds, merge, request);
  }

  @Handles(promoteToCommon)
  promote({ id, mergedIds }: InputOf<typeof promoteToCommon>, request: Request): Promise<Reply> {
    return this.absorb(id, mergedIds, promote, request);
  }

  private async absorb(id: string, mergedIds: readonly string[], rule: Rule, request: Request): Promise<Reply> {
    const [at] = await this.database.read<{ place: string }>(placeOf, [id]);
    ensure(at, requestErrors.notFound);
    return this.work.act(request, { place: at.place, id }, (act) => this.absorbLocked(act, id, mergedIds, rule, request));
  }

  private async absorbLocked(act: Act, id: string, mergedIds: readonly string[], rule: Rule, request: Request): Promise<ProblemState> {
    const rows = await act.query<ProblemState>(lock, [...scopeParameters(request), [id, ...mergedIds]]);
    const problem = rows.find((row) => row.id === id);
    ensure(problem, requestErrors.notFound);
    ensure([undefined, problem.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: problem.version });
    const others = rows.filter((row) => row.id !== id);
    const { decision } = rule(problem, others, mergedIds.length, act.now);
    const { state, events } = decision;
    await act.query(absorb, [id, state.scope, state.gridCodes, state.placeCode]);
    const gone = others.map((other) => other.id);
    await act.query(leave, [id, gone]);
    await act.query(linksFollow, [id, gone]);
    for (const happened of events) act.emit(happened);
    act.note({ scope: state.scope, mergedIds: gone });
    return { ...state, version: state.version + 1 };
  }
}
