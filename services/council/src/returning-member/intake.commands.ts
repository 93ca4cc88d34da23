import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { importReturningMembers, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { newId, Person, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { personOf } from '../member/member.plan.js';
import { ServiceFieldQueries } from '../service-field/service-field.queries.js';
import type { ServiceFieldPolicy } from '../service-field/service-field.rules.js';
import { intake, keyOf } from './intake.rules.js';
import { ReturningMember } from './returning-member.entity.js';
import { report } from './returning-member.rules.js';

/** Imports take turns, wherever they are: the second knows whom the first took in. */
const turns = "SELECT pg_advisory_xact_lock(hashtextextended('returning-member-import', 0))";
const numbered = `SELECT m.home_community_code AS "communityCode", m.external_ref AS "externalRef" FROM returning_member m
  JOIN unnest($1::text[], $2::text[]) AS n (community, ref) ON n.community = m.home_community_code AND n.ref = m.external_ref`;

@Injectable()
export class ReturningMemberIntakeCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly fields: ServiceFieldQueries,
  ) {}

  @Handles(importReturningMembers)
  async import(input: InputOf<typeof importReturningMembers>, request: Request): Promise<Reply> {
    const { placeCode: place, batchId: id, dryRun } = input;
    const policy = await this.fields.inForce({ placeCode: place });
    return this.work.act(request, { place, id, dryRun }, (act) => takeIn(act, input, policy));
  }
}

async function takeIn(
  act: Act,
  { rows, placeCode }: InputOf<typeof importReturningMembers>,
  policy: ServiceFieldPolicy,
): Promise<OutputOf<typeof importReturningMembers>> {
  const { accepted, refused } = intake(rows, placeCode, policy);
  await act.query(turns);
  const refs = [accepted.map(({ communityCode }) => communityCode), accepted.map(({ externalRef }) => externalRef)];
  const known = new Set((await act.query<Parameters<typeof keyOf>[0]>(numbered, refs)).map(keyOf));
  const fresh = accepted
    .filter((row) => !known.has(keyOf(row)))
    .map((row) => ({ ...row, id: newId(), personId: newId(), homeCommunityCode: row.communityCode }));
  await act.insert(
    Person,
    fresh.map((row) => personOf(row, row.communityCode)),
  );
  await act.insert(
    ReturningMember,
    fresh.map((row) => report(row, policy, act.now).state),
  );
  act.note({ imported: fresh.length, repeated: known.size, refused: refused.length });
  return { imported: fresh.length, repeated: known.size, refused };
}
