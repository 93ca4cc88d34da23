import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  disputeParties,
  disputesOfPlace,
  disputeSummary,
  readDispute,
  requestErrors,
  type DisputeSide,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure, rate } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { coveredAs, confidantRoles, sightParameters } from '../hard-case/case-facts.queries.js';
import { shownParties, type DisputeState, type Mediating } from './mediation.rules.js';

const openColumns = `t.id, t.version, t.place_code AS "placeCode", t.community_code AS "communityCode", t.grid_code AS "gridCode", t.class, t.status,
  t.opened_on AS "openedOn", t.opened_at AS "openedAt", t.mediator_id AS "mediatorId", t.agreed_at AS "agreedAt", t.perform_by_on AS "performByOn",
  t.performed_at AS "performedAt", t.case_id AS "caseId"`;
export const disputeColumns = `${openColumns}, t.summary, t.opened_by_id AS "openedById", t.agreement, t.agreement_evidence_ids AS "agreementEvidenceIds",
  t.performance_evidence_ids AS "performanceEvidenceIds", t.verified_by_id AS "verifiedById", t.right_body AS "rightBody", t.reason`;
const inPlace = inScope({ place: 't.place_code' });
/** With `sightParameters` first: the mediator, or somebody in confidence there. */
const toldAll = `(t.mediator_id = $1::uuid OR ${coveredAs('$3', 't.place_code')})`;

const byId = named('dispute.by-id', `SELECT ${disputeColumns} FROM dispute t WHERE t.id = $4 AND $2::text[] IS NOT NULL AND ${toldAll}`);
const parties = named(
  'dispute.parties',
  `SELECT d.side, d.minor, json_build_object('personId', p.id, 'name', p.name, 'phone', p.phone) AS person,
     CASE WHEN g.id IS NOT NULL THEN json_build_object('personId', g.id, 'name', g.name, 'phone', g.phone) END AS guardian
   FROM dispute t JOIN dispute_party d ON d.dispute_id = t.id JOIN person p ON p.id = d.person_id LEFT JOIN person g ON g.id = d.guardian_id
   WHERE t.id = $4 AND $2::text[] IS NOT NULL AND ${toldAll} ORDER BY d.side, d.person_id`,
);
const ofPlace = named(
  'dispute.of-place',
  `SELECT ${openColumns} FROM dispute t WHERE ${within('$3', 't.place_code')} AND ($4::text IS NULL OR t.class = $4)
     AND ($5::text IS NULL OR t.status = $5) AND (t.opened_at, t.id) < ($6::timestamptz, $7::uuid)
   ORDER BY t.opened_at DESC, t.id DESC LIMIT $8`,
);
const summary = named(
  'dispute.summary-of',
  `SELECT count(*)::int AS opened, count(*) FILTER (WHERE t.status IN ('AGREED', 'PERFORMED'))::int AS agreed,
     count(*) FILTER (WHERE t.status = 'PERFORMED')::int AS performed, count(*) FILTER (WHERE t.status = 'FAILED')::int AS failed
   FROM dispute t WHERE ${within('$3', 't.place_code')}
     AND ($4::date IS NULL OR t.opened_on >= $4) AND ($5::date IS NULL OR t.opened_on <= $5)`,
);
const standing = named(
  'dispute.standing',
  `SELECT t.place_code AS "placeCode", ${inPlace} AS covered, ${coveredAs('$3', 't.place_code')} AS confidant, t.mediator_id = $1::uuid AS mediates
   FROM dispute t WHERE t.id = $4`,
);
const mediator = named(
  'dispute.mediator',
  `SELECT EXISTS (SELECT 1 FROM known_assignment a WHERE a.account_id = $1 AND NOT a.ended AND a.axis = 'place'
       AND (starts_with($2, a.scope) OR starts_with(a.scope, $2))) AS "mediatorServes",
     EXISTS (SELECT 1 FROM known_assignment a WHERE a.account_id = $1 AND a.axis = 'self' AND a.scope = ANY($3::text[])) AS "mediatorIsParty"`,
);
/** Known to whoever names them: of the households in their charge, or named in a mediation of their own. */
const known = named(
  'dispute.persons',
  `SELECT p.id, starts_with(p.community_code, left($3, 9)) AND (${inScope({
    place: `coalesce((SELECT g.grid_code FROM household_grid g WHERE g.household_id = p.household_id AND g.valid_to IS NULL), p.community_code)`,
  })} OR EXISTS (SELECT 1 FROM dispute_party d JOIN dispute t ON t.id = d.dispute_id
     WHERE p.id IN (d.person_id, d.guardian_id) AND $1::uuid IN (t.mediator_id, t.opened_by_id))) AS near
   FROM person p WHERE p.id = ANY($4::uuid[])`,
);

interface Named {
  readonly personId: string;
  readonly name: string | null;
  readonly phone: string | null;
}
type Summary = Omit<OutputOf<typeof disputeSummary>, 'resolved'>;

@Injectable()
export class DisputeQueries {
  constructor(private readonly database: Database) {}

  @Handles(readDispute)
  async read({ id }: InputOf<typeof readDispute>, request: Request): Promise<OutputOf<typeof readDispute>> {
    const [row] = await this.database.read<DisputeState>(byId, [...sightParameters(request), id]);
    ensure(row, requestErrors.notFound);
    const { agreementEvidenceIds, performanceEvidenceIds, ...told } = row;
    const agreementFiles = { evidenceIds: [...agreementEvidenceIds] };
    return { ...told, agreementFiles, performanceFiles: { evidenceIds: [...performanceEvidenceIds] } };
  }

  @Handles(disputeParties)
  async parties({ id }: InputOf<typeof disputeParties>, request: Request): Promise<OutputOf<typeof disputeParties>> {
    type Row = { side: DisputeSide; minor: boolean; person: Named; guardian: Named | null };
    const rows = await this.database.read<Row>(parties, [...sightParameters(request), id]);
    ensure(rows.length, requestErrors.notFound);
    return { items: shownParties(rows) };
  }

  @Handles(disputesOfPlace)
  async ofPlace(input: InputOf<typeof disputesOfPlace>, request: Request): Promise<OutputOf<typeof disputesOfPlace>> {
    const { placeCode, status = null, limit, after } = input;
    const parameters = [
      ...scopeParameters(request),
      placeCode,
      input.class ?? null,
      status,
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ];
    const rows = await this.database.read<OutputOf<typeof disputesOfPlace>['items'][number]>(ofPlace, parameters);
    return pageOf(rows, limit, (row) => [row.openedAt, row.id]);
  }

  @Handles(disputeSummary)
  async summary(input: InputOf<typeof disputeSummary>, request: Request): Promise<OutputOf<typeof disputeSummary>> {
    const { placeCode, from = null, to = null } = input;
    const [counted] = await this.database.read<Summary>(summary, [...scopeParameters(request), placeCode, from, to]);
    return { ...counted!, resolved: rate(counted!.performed, counted!.opened) };
  }

  /** What the actor is to a dispute of their place or of their own mediation; refused as not found to everybody else. */
  async standing(id: string, request: Request): Promise<Mediating & { readonly placeCode: string; readonly mediates: boolean }> {
    type Row = { placeCode: string; covered: boolean; confidant: boolean; mediates: boolean | null };
    const [row] = await this.database.read<Row>(standing, [...scopeParameters(request), confidantRoles(request), id]);
    ensure(row && (row.covered || row.mediates), requestErrors.notFound);
    const { placeCode, confidant } = row;
    return { placeCode, confidant, mediates: row.mediates ?? false, accountId: request.actor.kind === 'account' ? request.actor.id : null };
  }

  /** Whether an account serves at a place or within it, and whether it is bound to one of the persons. */
  async mediator(accountId: string, placeCode: string, personIds: readonly string[]) {
    const parameters = [accountId, placeCode, personIds];
    return (await this.database.read<{ mediatorServes: boolean; mediatorIsParty: boolean }>(mediator, parameters))[0]!;
  }

  /** Of the persons those the service knows, and whether they are known in the street of the place to whoever names them. */
  persons(ids: readonly string[], placeCode: string, request: Request): Promise<{ id: string; near: boolean }[]> {
    return this.database.read(known, [...scopeParameters(request), placeCode, ids]);
  }
}
