import { Injectable } from '@nestjs/common';
import { importProblems, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { takeOver } from './import.rules.js';
import { defaultCatalogue } from './problem-class.rules.js';
import { accountOf } from './problem.commands.js';
import { Problem } from './problem.entity.js';

/** Batches of one community follow each other, so that none stores what the other has just stored. */
const holdCommunities = `SELECT pg_advisory_xact_lock(hashtext('problem import ' || code)) FROM (SELECT DISTINCT unnest($1::text[]) AS code ORDER BY 1) AS codes`;
const knownRefs = `SELECT p.community_code || ' ' || p.external_ref AS key FROM problem p
  JOIN unnest($1::text[], $2::text[]) AS r (community_code, external_ref) USING (community_code, external_ref)`;

@Injectable()
export class ProblemIntakeCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(importProblems)
  import(input: InputOf<typeof importProblems>, request: Request): Promise<Reply> {
    const { placeCode, batchId, dryRun } = input;
    return this.work.act(request, { place: placeCode, id: batchId, dryRun }, (act) => takeIn(act, input, accountOf(request)));
  }
}

async function takeIn(act: Act, input: InputOf<typeof importProblems>, by: string | null): Promise<OutputOf<typeof importProblems>> {
  const communities = input.rows.map(({ communityCode }) => communityCode);
  await act.query(holdCommunities, [communities]);
  const found = await act.query<{ key: string }>(knownRefs, [communities, input.rows.map(({ externalRef }) => externalRef)]);
  const known = new Set(found.map(({ key }) => key));
  const register = {
    ids: input.rows.map(newId),
    isKnown: (row: { communityCode: string; externalRef: string }) => known.has(`${row.communityCode} ${row.externalRef}`),
  };
  const { fresh, refused, repeated } = takeOver(input, register, defaultCatalogue, by, act.now);
  await act.insert(
    Problem,
    fresh.map(({ state }) => state as Problem),
  );
  for (const { state, events } of fresh) for (const happened of events) act.emit(happened, { id: state.id, place: state.placeCode });
  act.note({ imported: fresh.length, repeated, refused: refused.length });
  return { imported: fresh.length, repeated, refused };
}
