import { Injectable } from '@nestjs/common';
import { importProblems, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { takeOver, withoutMissing, type Register } from './import.rules.js';
import { missingThere } from './place.plan.js';
import { ProblemPolicyQueries } from './problem-policy.queries.js';
import { accountOf } from './problem.commands.js';
import { Problem } from './problem.entity.js';

/** Batches of one community follow each other, so that none stores what the other has just stored. */
const holdCommunities = `SELECT pg_advisory_xact_lock(hashtext('problem import ' || code)) FROM (SELECT DISTINCT unnest($1::text[]) AS code ORDER BY 1) AS codes`;
const knownRefs = `SELECT p.community_code || ' ' || p.external_ref AS key FROM problem p
  JOIN unnest($1::text[], $2::text[]) AS r (community_code, external_ref) USING (community_code, external_ref)`;

@Injectable()
export class ProblemIntakeCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: ProblemPolicyQueries,
  ) {}

  @Handles(importProblems)
  async import(input: InputOf<typeof importProblems>, request: Request): Promise<Reply> {
    const { placeCode, batchId, dryRun } = input;
    const communities = [...new Set(input.rows.map(({ communityCode }) => communityCode))];
    const policies = await Promise.all(communities.map((community) => this.policies.inForce({ placeCode: community })));
    const policyAt = (community: string) => policies[communities.indexOf(community)]!;
    return this.work.act(request, { place: placeCode, id: batchId, dryRun }, (act) => takeIn(act, input, policyAt, accountOf(request)));
  }
}

async function takeIn(
  act: Act,
  input: InputOf<typeof importProblems>,
  policyAt: Register['policyAt'],
  by: string | null,
): Promise<OutputOf<typeof importProblems>> {
  const communities = input.rows.map(({ communityCode }) => communityCode);
  await act.query(holdCommunities, [communities]);
  const found = await act.query<{ key: string }>(knownRefs, [communities, input.rows.map(({ externalRef }) => externalRef)]);
  const known = new Set(found.map(({ key }) => key));
  const register: Register = {
    ids: input.rows.map(newId),
    isKnown: (row) => known.has(`${row.communityCode} ${row.externalRef}`),
    policyAt,
  };
  const taken = takeOver(input, register, by, act.now);
  const missing = await missingThere(
    act,
    taken.fresh.map(({ state }) => state),
  );
  const { fresh, refused, repeated } = withoutMissing(taken, missing);
  await act.insert(
    Problem,
    fresh.map(({ state }) => state as Problem),
  );
  for (const { state, events } of fresh) for (const happened of events) act.emit(happened, { id: state.id, place: state.placeCode });
  act.note({ imported: fresh.length, repeated, refused: refused.length });
  return { imported: fresh.length, repeated, refused };
}
