import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { importVisits, visitErrors, visitRecorded, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { subjectsByRef, type Subject } from '../household/household.queries.js';
import { intake } from './visit-intake.rules.js';
import { VisitPolicyQueries } from './visit-policy.queries.js';
import type { VisitPolicy } from './visit-policy.rules.js';
import { told, type VisitState } from './visit.rules.js';

/** Rows stored before stay as they are; `visit_external_ref_key` decides, so that two batches at once double nothing. */
const store = `INSERT INTO visit (id, version, household_id, community_code, campaign_id, kind, occurred_at, recorded_at, actor_id, needs, evidence, external_ref)
  SELECT r.id, 1, r.household_id, r.community_code, $2, r.kind, r.occurred_at, $3, $4, r.needs, '{}', r.external_ref
  FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, household_id uuid, community_code text, kind text, occurred_at timestamptz, needs text[], external_ref text)
  ON CONFLICT DO NOTHING RETURNING id`;
const openCampaign = `SELECT status = 'OPEN' AS open FROM campaign WHERE id = $1 AND starts_with($2, place_code) FOR SHARE`;

type Input = InputOf<typeof importVisits>;

@Injectable()
export class VisitIntakeCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: VisitPolicyQueries,
  ) {}

  @Handles(importVisits)
  async import(input: Input, request: Request): Promise<Reply> {
    const policy = await this.policies.inForce(input);
    return this.work.act(request, { place: input.placeCode, id: input.batchId, dryRun: input.dryRun }, (act) =>
      takeIn(act, input, policy, request.actor.id),
    );
  }
}

async function takeIn(act: Act, input: Input, policy: VisitPolicy, actorId: string): Promise<OutputOf<typeof importVisits>> {
  const campaignId = input.campaignId ?? null;
  if (campaignId) await requireOpen(act, campaignId, input.placeCode);
  const { accepted, refused } = intake(input.rows, {
    ids: input.rows.map(newId),
    find: await finder(act, input),
    policy,
    campaignId,
    actorId,
    now: act.now,
  });
  const stored = new Set(
    (
      await act.query<{ id: string }>(store, [JSON.stringify(accepted.map(({ visit }) => columnsOf(visit))), campaignId, act.now, actorId])
    ).map(({ id }) => id),
  );
  const visits = accepted.filter(({ visit }) => stored.has(visit.id)).map(({ visit, household }) => told(visit, household));
  if (visits.length) act.emit(visitRecorded({ visits }));
  const outcome = { imported: visits.length, repeated: accepted.length - visits.length, refused: [...refused] };
  act.note({ imported: outcome.imported, repeated: outcome.repeated, refused: refused.length });
  return outcome;
}

async function requireOpen(act: Act, campaignId: string, placeCode: string): Promise<void> {
  const [campaign] = await act.query<{ open: boolean }>(openCampaign, [campaignId, placeCode]);
  ensure(campaign, visitErrors.campaignUnknown);
  ensure(campaign.open, visitErrors.campaignClosed);
}

/** Finds the household of a row by its register number, within the place of the batch. */
async function finder(act: Act, { rows, placeCode }: Input): Promise<(row: Input['rows'][number]) => Subject | undefined> {
  const subjects = await act.query<Subject>(subjectsByRef.text, [
    rows.map(({ communityCode }) => communityCode),
    rows.map(({ householdRef }) => householdRef),
  ]);
  const within = subjects.filter(({ gridCode, communityCode }) => (gridCode ?? communityCode).startsWith(placeCode));
  const byRef = new Map(within.map((subject) => [`${subject.communityCode} ${subject.externalRef}`, subject]));
  return ({ communityCode, householdRef }) => byRef.get(`${communityCode} ${householdRef}`);
}

const columnsOf = ({ id, householdId, communityCode, kind, occurredAt, needs, externalRef }: VisitState) => ({
  ...{ id, household_id: householdId, community_code: communityCode, kind, occurred_at: occurredAt, needs, external_ref: externalRef },
});
