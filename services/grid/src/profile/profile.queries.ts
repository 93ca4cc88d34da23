import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { profileFields, readProfile, requestErrors, type FieldName, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { ProfileCatalogueQueries } from './profile-catalogue.queries.js';
import { classStates } from './profile-catalogue.rules.js';
import { hiddenFrom } from './profile-visibility.rules.js';
import { isPast, type FieldState } from './profile.rules.js';
import type { ProfileVersionState } from './publication.rules.js';

const columns = `t.id, t.version, t.grid_code AS "gridCode", t.class_code AS "classCode", t.key, t.value, t.status, t.source, t.evidence,
  t.submitted_by AS "submittedBy", t.submitted_at AS "submittedAt", t.second_source AS "secondSource", t.verified_by AS "verifiedBy",
  t.verified_at AS "verifiedAt", t.expires_at AS "expiresAt"`;

/** The fields of grid `$1` that are not superseded. */
export const liveFields = named(
  'profile.live',
  `SELECT ${columns} FROM profile_field t WHERE t.grid_code = $1 AND t.status <> 'SUPERSEDED' ORDER BY t.class_code, t.key, t.id`,
);
/** Those of the fields `$2` that are of grid `$1`. */
export const fieldsAmong = named(
  'profile.among',
  `SELECT ${columns} FROM profile_field t WHERE t.grid_code = $1 AND t.id = ANY($2::uuid[]) ORDER BY t.id`,
);
const inForceUnder = named(
  'profile.in-force-under',
  `SELECT t.id, t.expires_at AS "expiresAt" FROM profile_field t WHERE t.grid_code = $1 AND t.class_code = $2 AND t.key = $3 AND t.status = 'CURRENT'`,
);
const fieldsOfVersion = named(
  'profile.of-version',
  `SELECT ${columns} FROM profile_field t WHERE t.id = ANY($1::uuid[]) ORDER BY t.class_code, t.key, t.id`,
);
const fieldsPage = named(
  'profile.fields',
  `SELECT ${columns} FROM profile_field t
   WHERE t.grid_code = $3 AND ($4::text IS NULL OR t.status = $4) AND t.class_code <> ALL($5::text[])
     AND (t.submitted_at, t.id) < ($6::timestamptz, $7::uuid) AND ${inScope({ place: 't.grid_code' })}
   ORDER BY t.submitted_at DESC, t.id DESC LIMIT $8`,
);
/** The version of grid `$1` published last by `$2`, or at all. */
export const versionAt = named(
  'profile.version-at',
  `SELECT t.number, t.published_at AS "publishedAt", t.field_ids AS "fieldIds" FROM profile_version t
   WHERE t.grid_code = $1 AND ($2::timestamptz IS NULL OR t.published_at <= $2) ORDER BY t.number DESC LIMIT 1`,
);
const gridSeen = named(
  'profile.grid-seen',
  `SELECT gezhi_now() AS now WHERE EXISTS (SELECT 1 FROM grid WHERE code = $3) AND ${inScope({ place: '$3::text' })}`,
);
@Injectable()
export class ProfileQueries {
  constructor(
    private readonly database: Database,
    private readonly catalogues: ProfileCatalogueQueries,
  ) {}

  @Handles(readProfile)
  async read({ gridCode, asOf }: InputOf<typeof readProfile>, request: Request): Promise<OutputOf<typeof readProfile>> {
    const [clock] = await this.database.read<{ now: string }>(gridSeen, [...scopeParameters(request), gridCode]);
    ensure(clock, requestErrors.notFound);
    const [items, [version]] = await Promise.all([
      this.catalogues.classesAt(gridCode),
      this.database.read<ProfileVersionState>(versionAt, [gridCode, asOf ?? null]),
    ]);
    const fields = asOf === undefined ? await this.database.read<FieldState>(liveFields, [gridCode]) : await this.asOf(version, asOf);
    const hidden = hiddenFrom(items, request.roles);
    const classes = classStates(items, fields, asOf ?? clock.now);
    return {
      gridCode,
      number: version?.number ?? null,
      publishedAt: version?.publishedAt ?? null,
      complete: classes.every(({ current }) => current > 0),
      classes,
      fields: fields.filter(({ status, classCode }) => (status === 'CURRENT' || status === 'STALE') && !hidden.includes(classCode)),
      hidden,
    };
  }

  @Handles(profileFields)
  async fields(
    { gridCode, status, after, limit }: InputOf<typeof profileFields>,
    request: Request,
  ): Promise<OutputOf<typeof profileFields>> {
    const hidden = hiddenFrom(await this.catalogues.classesAt(gridCode), request.roles);
    const rows = await this.database.read<FieldState>(fieldsPage, [
      ...scopeParameters(request),
      gridCode,
      status ?? null,
      hidden,
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ submittedAt, id }) => [submittedAt, id]);
  }

  /** The field in force under a key, fresh or not; `undefined` without one. */
  async inForceUnder(of: FieldName & { readonly gridCode: string }): Promise<Pick<FieldState, 'id' | 'expiresAt'> | undefined> {
    return (await this.database.read<Pick<FieldState, 'id' | 'expiresAt'>>(inForceUnder, [of.gridCode, of.classCode, of.key]))[0];
  }

  /** The fields of a version in the state they had at an instant. */
  private async asOf(version: ProfileVersionState | undefined, at: string): Promise<FieldState[]> {
    if (!version) return [];
    const fields = await this.database.read<FieldState>(fieldsOfVersion, [version.fieldIds]);
    return fields.map((field) => ({ ...field, status: isPast(field, at) ? 'STALE' : 'CURRENT' }));
  }
}
