import type { Act } from '@gezhi/shared/database';
import type { ContractState } from './trial.rules.js';

export const contractColumns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.unit_id AS "unitId",
  t.household_id AS "householdId", t.trial_id AS "trialId", t.offer_id AS "offerId",
  t.consent_evidence_ids AS "consentEvidenceIds", t.starts_on::text AS "startsOn", t.ends_on::text AS "endsOn", t.state`;
const held = `SELECT ${contractColumns} FROM service_contract t WHERE t.id = $1 FOR NO KEY UPDATE`;
const keep = 'UPDATE service_contract SET version = $2, state = $3, ends_on = $4 WHERE id = $1';

/** A contract, held until the act ends. */
export const contractOf = async (act: Act, id: string): Promise<ContractState> => (await act.query<ContractState>(held, [id]))[0]!;

/** Stores a contract that was returned, of those that the act holds. */
export async function keepReturned(act: Pick<Act, 'query'>, { id, version, state, endsOn }: ContractState): Promise<void> {
  await act.query(keep, [id, version, state, endsOn]);
}
