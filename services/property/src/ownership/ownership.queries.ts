import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { ownersOfUnit, ownershipsOfUnit, registerSummary, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';

type OwnershipRow = OutputOf<typeof ownershipsOfUnit>['items'][number];

/** The unit, as far as the actor is assigned to its place or its estate. */
const reached = inScope({ place: 't.community_code', estate: 't.estate_id' });
const unitReached = named(
  'ownership.unit-reached',
  `SELECT t.community_code AS "communityCode" FROM unit t WHERE t.id = $3 AND ${reached}`,
);
const ofUnit = named(
  'ownership.of-unit',
  `SELECT o.id, o.version, o.unit_id AS "unitId", o.form, o.basis, o.evidence_ids AS "evidenceIds", o.valid_from AS "validFrom", o.valid_to AS "validTo",
     o.corrected_by AS "correctedBy",
     (SELECT json_agg(json_build_object('ownerId', w.owner_id, 'share',
        CASE WHEN w.numerator IS NOT NULL THEN json_build_object('numerator', w.numerator, 'denominator', w.denominator) END) ORDER BY w.owner_id)
      FROM title w WHERE w.ownership_id = o.id) AS titles
   FROM ownership o JOIN unit t ON t.id = o.unit_id
   WHERE o.unit_id = $3 AND ${reached} AND (o.valid_from, o.id) < ($4::timestamptz, $5::uuid)
   ORDER BY o.valid_from DESC, o.id DESC LIMIT $6`,
);
const presentOwners = named(
  'ownership.owners',
  `SELECT w.owner_id AS id, n.kind, p.name, p.identity_number AS "identityNumber", p.phone
   FROM ownership o JOIN title w ON w.ownership_id = o.id JOIN owner n ON n.id = w.owner_id LEFT JOIN person p ON p.id = n.id
   WHERE o.unit_id = $1 AND o.valid_to IS NULL ORDER BY w.owner_id LIMIT 50`,
);
const summary = named(
  'ownership.register-summary',
  `SELECT (SELECT count(*)::int FROM building b WHERE b.estate_id = t.id) AS buildings, held.*,
     (SELECT count(DISTINCT w.owner_id)::int FROM unit u JOIN ownership o ON o.unit_id = u.id AND o.valid_to IS NULL
      JOIN title w ON w.ownership_id = o.id WHERE u.estate_id = t.id) AS owners
   FROM estate t, LATERAL (
     SELECT count(*)::int AS units, coalesce(sum(u.area), 0)::float8 AS area,
       count(*) FILTER (WHERE o.id IS NULL)::int AS "unitsWithoutOwner", coalesce(sum(u.area) FILTER (WHERE o.id IS NULL), 0)::float8 AS "areaWithoutOwner"
     FROM unit u LEFT JOIN ownership o ON o.unit_id = u.id AND o.valid_to IS NULL WHERE u.estate_id = t.id) held
   WHERE t.id = $3 AND ${inScope({ place: 't.community_code', estate: 't.id' })}`,
);

@Injectable()
export class OwnershipQueries {
  constructor(private readonly database: Database) {}

  @Handles(ownershipsOfUnit)
  async ofUnit(input: InputOf<typeof ownershipsOfUnit>, request: Request): Promise<OutputOf<typeof ownershipsOfUnit>> {
    const { unitId, after, limit } = input;
    const parameters = [...scopeParameters(request), unitId, ...keyset(after, descending('timestamptz', 'uuid')), limit + 1];
    return pageOf(await this.database.read<OwnershipRow>(ofUnit, parameters), limit, ({ validFrom, id }) => [validFrom, id]);
  }

  @Handles(ownersOfUnit)
  async owners({ unitId }: InputOf<typeof ownersOfUnit>, request: Request): Promise<OutputOf<typeof ownersOfUnit>> {
    ensure(await this.unit(unitId, request), requestErrors.notFound);
    return { items: await this.database.read(presentOwners, [unitId]) };
  }

  @Handles(registerSummary)
  async summary({ estateId }: InputOf<typeof registerSummary>, request: Request): Promise<OutputOf<typeof registerSummary>> {
    const [row] = await this.database.read<OutputOf<typeof registerSummary>>(summary, [...scopeParameters(request), estateId]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  /** The unit, when the actor acts there. */
  async unit(id: string, request: Request): Promise<{ readonly communityCode: string } | undefined> {
    return (await this.database.read<{ communityCode: string }>(unitReached, [...scopeParameters(request), id]))[0];
  }
}
