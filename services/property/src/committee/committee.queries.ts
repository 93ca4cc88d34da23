import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  committeeCoverage,
  committeeDecisions,
  committeesOfPlace,
  estatesWithoutCommittee,
  publicCommittee,
  readCommittee,
  requestErrors,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { Committee, CommitteeDecision } from './committee.entity.js';
import type { CommitteeState } from './committee-life.rules.js';
import { seatsOf } from './composition.rules.js';
import type { CommitteeDecisionState } from './meeting.rules.js';

type WithoutRow = OutputOf<typeof estatesWithoutCommittee>['items'][number];
type Coverage = OutputOf<typeof committeeCoverage>;

/** The states in which a committee stands; the unique index says the same. */
export const stands = "state IN ('FORMED', 'FILED')";
const columns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.state, t.members, t.formed_on AS "formedOn",
  t.term_from AS "termFrom", t.term_to AS "termTo", t.profile_jurisdiction_id AS "profileJurisdictionId", t.profile_version AS "profileVersion",
  t.filing_number AS "filingNumber", t.filed_at AS "filedAt", t.seal_number AS "sealNumber", t.end_cause AS "endCause", t.ended_on AS "endedOn",
  t.hand_over_due_on AS "handOverDueOn", t.handed_over_at AS "handedOverAt", t.evidence_ids AS "evidenceIds"`;
const ofPlace = named(
  'committee.of-place',
  `SELECT ${columns} FROM committee t WHERE ${within('$3', 't.community_code')} AND ($4::text IS NULL OR t.state = $4)
     AND (t.formed_on, t.id) < ($5::date, $6::uuid) ORDER BY t.formed_on DESC, t.id DESC LIMIT $7`,
);
const none = `NOT EXISTS (SELECT 1 FROM committee c WHERE c.estate_id = t.id AND c.${stands})`;
const without = named(
  'committee.estates-without',
  `SELECT t.id, t.community_code AS "communityCode", t.name, t.status FROM estate t WHERE ${within('$3', 't.community_code')} AND ${none}
     AND (t.community_code, t.name) > ($4, $5) ORDER BY t.community_code, t.name LIMIT $6`,
);
const coverage = named(
  'committee.coverage',
  `SELECT count(*)::int AS estates, count(c.id)::int AS "withCommittee", count(c.id) FILTER (WHERE c.state = 'FILED')::int AS filed,
     count(*) FILTER (WHERE c.id IS NULL)::int AS "withoutCommittee"
   FROM estate t LEFT JOIN committee c ON c.estate_id = t.id AND c.${stands} WHERE starts_with(t.community_code, $1)`,
);
const decisions = named(
  'committee.decisions',
  `SELECT t.id, t.version, t.committee_id AS "committeeId", t.estate_id AS "estateId", t.community_code AS "communityCode", t.subject,
     t.held_on AS "heldOn", t.members, t.owners, t.present_ids AS "presentIds", t.owners_present AS "ownersPresent", t.proxy_ids AS "proxyIds",
     t.signed_ids AS "signedIds", t.outcome, t.publish_by AS "publishBy", t.publish_days AS "publishDays", t.notice_id AS "noticeId", t.evidence_ids AS "evidenceIds",
     t.recorded_at AS "recordedAt"
   FROM committee_decision t WHERE t.committee_id = $3 AND ${inScope(CommitteeDecision.scope)} AND (t.held_on, t.id) < ($4::date, $5::uuid)
   ORDER BY t.held_on DESC, t.id DESC LIMIT $6`,
);
const standing = named('committee.standing', `SELECT ${columns} FROM committee t WHERE t.estate_id = $1 AND t.${stands}`);
const owning = named(
  'committee.owners',
  `SELECT DISTINCT w.owner_id AS id FROM title w JOIN ownership o ON o.id = w.ownership_id AND o.valid_to IS NULL JOIN unit u ON u.id = o.unit_id
   WHERE u.estate_id = $1 AND w.owner_id = ANY($2::uuid[])`,
);

@Injectable()
export class CommitteeQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(readCommittee)
  async read({ id }: InputOf<typeof readCommittee>, request: Request): Promise<OutputOf<typeof readCommittee>> {
    return (await this.work.load(request, Committee, id)).state;
  }

  @Handles(committeesOfPlace)
  async ofPlace(input: InputOf<typeof committeesOfPlace>, request: Request): Promise<OutputOf<typeof committeesOfPlace>> {
    const { placeCode, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<CommitteeState>(ofPlace, [...scopeParameters(request), placeCode, state, ...position, limit + 1]);
    return pageOf(rows, limit, ({ formedOn, id }) => [formedOn, id]);
  }

  @Handles(estatesWithoutCommittee)
  async without(input: InputOf<typeof estatesWithoutCommittee>, request: Request): Promise<OutputOf<typeof estatesWithoutCommittee>> {
    const { placeCode, after, limit } = input;
    const position = keyset(after, ascending('text', 'text'));
    const rows = await this.database.read<WithoutRow>(without, [...scopeParameters(request), placeCode, ...position, limit + 1]);
    return pageOf(rows, limit, ({ communityCode, name }) => [communityCode, name]);
  }

  @Handles(committeeCoverage)
  async coverage({ placeCode }: InputOf<typeof committeeCoverage>): Promise<Coverage> {
    return (await this.database.read<Coverage>(coverage, [placeCode]))[0]!;
  }

  @Handles(committeeDecisions)
  async decisions(input: InputOf<typeof committeeDecisions>, request: Request): Promise<OutputOf<typeof committeeDecisions>> {
    const { committeeId, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<CommitteeDecisionState>(decisions, [
      ...scopeParameters(request),
      committeeId,
      ...position,
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ heldOn, id }) => [heldOn, id]);
  }

  @Handles(publicCommittee)
  async public({ estateId }: InputOf<typeof publicCommittee>): Promise<OutputOf<typeof publicCommittee>> {
    const committee = await this.standing(estateId);
    ensure(committee, requestErrors.notFound);
    const { members, ...rest } = committee;
    const viceChairs = members.filter(({ office }) => office === 'VICE_CHAIR').map(({ kind }) => kind);
    const chair = members.find(({ office }) => office === 'CHAIR')!.kind;
    return { ...rest, members: members.length, seats: seatsOf(members), chair, viceChairs };
  }

  /** The committee that stands in an estate. */
  async standing(estateId: string): Promise<CommitteeState | undefined> {
    return (await this.database.read<CommitteeState>(standing, [estateId]))[0];
  }

  /** Which of the owners own a unit of the estate now. */
  async owning(estateId: string, owners: readonly string[]): Promise<string[]> {
    return (await this.database.read<{ id: string }>(owning, [estateId, owners])).map(({ id }) => id);
  }
}
