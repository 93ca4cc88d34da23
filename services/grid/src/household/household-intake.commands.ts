import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { importHouseholds, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { holdGridsOf } from '../partition/in-force.plan.js';
import { intake } from './household.rules.js';
import { place } from './placement.plan.js';

/** What a register said before changes nothing; `household_external_ref_key` decides, so that two batches at once double nothing. */
const store = `INSERT INTO household (id, version, kind, community_code, address_label, lon, lat, status, external_ref)
  SELECT r.id, 1, r.kind, r.community_code, r.address_label, r.lon, r.lat, 'ACTIVE', r.external_ref
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::text[]) AS r (id, kind, community_code, address_label, lon, lat, external_ref)
  ON CONFLICT DO NOTHING RETURNING id`;

@Injectable()
export class HouseholdIntakeCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(importHouseholds)
  import(input: InputOf<typeof importHouseholds>, request: Request): Promise<Reply> {
    return this.work.act(request, { place: input.placeCode, id: input.batchId, dryRun: input.dryRun }, (act) => takeIn(act, input));
  }
}

async function takeIn(act: Act, { rows, placeCode }: InputOf<typeof importHouseholds>): Promise<OutputOf<typeof importHouseholds>> {
  const communities = rows.map(({ communityCode }) => communityCode).filter((code) => code.startsWith(placeCode.slice(0, 12)));
  const { grids, now } = await holdGridsOf(act, communities);
  const { accepted, refused } = intake(rows, rows.map(newId), placeCode, grids);
  const households = accepted.map(({ household }) => household);
  const columns = (['id', 'kind', 'communityCode', 'addressLabel', 'lon', 'lat', 'externalRef'] as const).map((key) =>
    households.map((household) => household[key]),
  );
  const stored = new Set((await act.query<{ id: string }>(store, columns)).map(({ id }) => id));
  const fresh = accepted.filter(({ household }) => stored.has(household.id));
  const placements = fresh.map(({ household: { id, kind, communityCode }, gridCode }) => ({
    householdId: id,
    kind,
    communityCode,
    gridCode,
  }));
  await place(act, placements, now);
  act.note({ imported: fresh.length, repeated: accepted.length - fresh.length, refused: refused.length });
  return { imported: fresh.length, repeated: accepted.length - fresh.length, refused: [...refused] };
}
