import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { committeeApplications, meetingDemands, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import type { Applied } from './application.rules.js';
import { MeetingDemand } from './committee.entity.js';
import { stands } from './committee.queries.js';

type Demand = OutputOf<typeof meetingDemands>['items'][number];
type Application = OutputOf<typeof committeeApplications>['items'][number];

const demands = named(
  'committee.meeting-demands',
  `SELECT t.id, t.version, t.committee_id AS "committeeId", t.estate_id AS "estateId", t.community_code AS "communityCode", t.subject,
     t.member_ids AS "memberIds", t.members, t.evidence_ids AS "evidenceIds", t.demanded_at AS "demandedAt",
     (SELECT min(d.held_on)::text FROM committee_decision d WHERE d.committee_id = t.committee_id
       AND d.held_on >= (t.demanded_at AT TIME ZONE 'Asia/Shanghai')::date) AS "heldOn"
   FROM meeting_demand t WHERE t.committee_id = $3 AND ${inScope(MeetingDemand.scope)} AND (t.demanded_at, t.id) < ($4::timestamptz, $5::uuid)
   ORDER BY t.demanded_at DESC, t.id DESC LIMIT $6`,
);
const open = named(
  'committee.applications',
  `SELECT t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.owner_ids AS "ownerIds", t.owners,
     t.delivered_area AS "deliveredArea", t.total_area AS "totalArea", t.evidence_ids AS "evidenceIds", t.applied_on::text AS "appliedOn",
     t.form_by::text AS "formBy"
   FROM committee_application t WHERE ${within('$3', 't.community_code')}
     AND NOT EXISTS (SELECT FROM committee c WHERE c.estate_id = t.estate_id AND (c.formed_on >= t.applied_on OR c.${stands}))
     AND (t.form_by, t.id) > ($4::date, $5::uuid) ORDER BY t.form_by, t.id LIMIT $6`,
);
const applied = named(
  'committee.applied',
  `WITH owner AS (SELECT DISTINCT w.owner_id AS id FROM title w JOIN ownership o ON o.id = w.ownership_id AND o.valid_to IS NULL
     JOIN unit u ON u.id = o.unit_id WHERE u.estate_id = $1)
   SELECT (SELECT count(*)::int FROM owner) AS owners, ARRAY(SELECT id FROM owner WHERE id = ANY($2::uuid[])) AS owning,
     EXISTS (SELECT FROM committee WHERE estate_id = $1 AND ${stands}) AS "hasCommittee"`,
);

@Injectable()
export class ApplicationQueries {
  constructor(private readonly database: Database) {}

  @Handles(meetingDemands)
  async demands(input: InputOf<typeof meetingDemands>, request: Request): Promise<OutputOf<typeof meetingDemands>> {
    const { committeeId, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<Demand>(demands, [...scopeParameters(request), committeeId, ...position, limit + 1]);
    return pageOf(rows, limit, ({ demandedAt, id }) => [demandedAt, id]);
  }

  @Handles(committeeApplications)
  async open(input: InputOf<typeof committeeApplications>, request: Request): Promise<OutputOf<typeof committeeApplications>> {
    const { placeCode, after, limit } = input;
    const position = keyset(after, ascending('date', 'uuid'));
    const rows = await this.database.read<Application>(open, [...scopeParameters(request), placeCode, ...position, limit + 1]);
    return pageOf(rows, limit, ({ formBy, id }) => [formBy, id]);
  }

  /** What is known of an estate whose owners ask for a committee. */
  async applied(estateId: string, ownerIds: readonly string[]): Promise<Applied> {
    return (await this.database.read<Applied>(applied, [estateId, ownerIds]))[0]!;
  }
}
