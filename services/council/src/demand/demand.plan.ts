import type { DemandLack, values } from '@gezhi/shared/contracts';
import { update, type Act, type Write } from '@gezhi/shared/database';
import { Demand } from './demand.entity.js';
import { raise, type DemandState } from './demand.rules.js';

const columns = `t.id, t.version, t.community_code AS "communityCode", t.household_id AS "householdId", t.need_id AS "needId", t.field, t.skill, t.title,
  t.slots, t.state, t.listed_at AS "listedAt", t.unmet_from AS "unmetFrom", t.unmet_at AS "unmetAt", t.topic_id AS "topicId",
  t.withdrawal_reason AS "withdrawalReason", t.lack`;
const held = `SELECT ${columns} FROM demand t WHERE t.id = $1 FOR NO KEY UPDATE`;
const open = `SELECT ${columns} FROM demand t WHERE starts_with(t.community_code, $1) AND t.state = 'OPEN' ORDER BY t.listed_at, t.id`;
const keep = 'UPDATE demand SET version = version + 1, state = $2 WHERE id = $1';
/** Only what changed is written: nobody who claims meanwhile is in the way, nor has to decide again. */
const keepLacks = `UPDATE demand d SET lack = n.lack FROM (SELECT * FROM unnest($1::uuid[], $2::text[]) AS heard (id, lack) ORDER BY 1) n
  WHERE d.id = n.id AND d.lack IS DISTINCT FROM n.lack`;

/** Holds a demand until the act ends, as it is now. */
export const holdDemand = async (act: Act, id: string): Promise<DemandState> => (await act.query<DemandState>(held, [id]))[0]!;

/** The open demands of a place, those that wait longest first. */
export const openDemands = (act: Act, placeCode: string): Promise<DemandState[]> => act.query<DemandState>(open, [placeCode]);

/** Stores the state of a demand that the act holds. */
export async function keepDemand(act: Act, { id, state }: Pick<DemandState, 'id' | 'state'>): Promise<void> {
  await act.query(keep, [id, state]);
}

/** Stores what was lacking for each demand that was looked at; null where services were found. */
export async function keepDemandLacks(act: Act, lacks: ReadonlyMap<string, DemandLack | null>): Promise<void> {
  await act.query(keepLacks, [[...lacks.keys()], [...lacks.values()]]);
}

/** C-T29 For the commit that makes a topic of an unmet demand: the demand is raised with it, once. Refuses as `raise` does. */
export const demandRaised = (demand: DemandState, topicId: string, now: values.Instant): Write[] =>
  demand.topicId === topicId ? [] : [update(Demand, raise(demand, topicId, now), demand.version)];
