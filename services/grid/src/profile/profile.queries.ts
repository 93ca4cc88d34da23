import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  profileErrors,
  profileFields,
  profileFreshness,
  readProfile,
  readProfileCatalogue,
  requestErrors,
  type InputOf,
  type OutputOf,
  type ProfileClass,
} from '@gezhi/shared/contracts';
import { Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure, forPlace, rate } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { classStates, type ProfileCatalogueState } from './profile-catalogue.rules.js';
import { hiddenFrom } from './profile-visibility.rules.js';
import { isPast, type FieldState, type ProfileVersionState } from './profile.rules.js';

const columns = `t.id, t.version, t.grid_code AS "gridCode", t.class_code AS "classCode", t.key, t.value, t.status, t.source, t.evidence,
  t.submitted_by AS "submittedBy", t.submitted_at AS "submittedAt", t.second_source AS "secondSource", t.verified_by AS "verifiedBy",
  t.verified_at AS "verifiedAt", t.expires_at AS "expiresAt"`;

/** The fields of grid `$1` that are not superseded. */
export const liveFields = named(
  'profile.live',
  `SELECT ${columns} FROM profile_field t WHERE t.grid_code = $1 AND t.status <> 'SUPERSEDED' ORDER BY t.class_code, t.key, t.id`,
);
const fieldsOfVersion = named(
  'profile.of-version',
  `SELECT ${columns} FROM profile_field t WHERE t.id = ANY($1::uuid[]) ORDER BY t.class_code, t.key, t.id`,
);
const fieldsPage = named(
  'profile.fields',
  `SELECT ${columns} FROM profile_field t
   WHERE t.grid_code = $3 AND ($4::text IS NULL OR t.status = $4) AND t.class_code <> ALL($5::text[])
     AND ($6::timestamptz IS NULL OR (t.submitted_at, t.id) < ($6::timestamptz, $7::uuid)) AND ${inScope({ place: 't.grid_code' })}
   ORDER BY t.submitted_at DESC, t.id DESC LIMIT $8`,
);
const versionAt = named(
  'profile.version-at',
  `SELECT t.number, t.published_at AS "publishedAt", t.field_ids AS "fieldIds" FROM profile_version t
   WHERE t.grid_code = $1 AND ($2::timestamptz IS NULL OR t.published_at <= $2) ORDER BY t.number DESC LIMIT 1`,
);
const catalogues = named(
  'profile.catalogues',
  `SELECT id, version, jurisdiction_id AS "jurisdictionId", items FROM profile_catalogue
   WHERE starts_with($1, jurisdiction_id) OR starts_with(jurisdiction_id, $1) ORDER BY jurisdiction_id, version`,
);
const gridSeen = named(
  'profile.grid-seen',
  `SELECT gezhi_now() AS now WHERE EXISTS (SELECT 1 FROM grid WHERE code = $3) AND ${inScope({ place: '$3::text' })}`,
);
const placeSeen = named('profile.place-seen', `SELECT 1 WHERE ${inScope({ place: '$3::text' })}`);
const fieldsOfPlace = named(
  'profile.fields-of-place',
  `SELECT g.code AS "gridCode", t.class_code AS "classCode", t.status, t.expires_at AS "expiresAt", gezhi_now() AS now
   FROM grid g LEFT JOIN profile_field t ON t.grid_code = g.code AND t.status IN ('CURRENT', 'STALE')
   WHERE g.valid_to IS NULL AND starts_with(g.code, $3) AND ${inScope({ place: 'g.code' })} ORDER BY g.code`,
);

type FieldOfPlace = Pick<FieldState, 'gridCode' | 'status' | 'expiresAt'> & { readonly classCode: string | null; readonly now: string };

@Injectable()
export class ProfileQueries {
  constructor(private readonly database: Database) {}

  @Handles(readProfileCatalogue)
  async catalogue({ placeCode }: InputOf<typeof readProfileCatalogue>, request: Request): Promise<ProfileCatalogueState> {
    ensure((await this.database.read(placeSeen, [...scopeParameters(request), placeCode])).length, requestErrors.notFound);
    return this.catalogueAt(placeCode);
  }

  @Handles(readProfile)
  async read({ gridCode, asOf }: InputOf<typeof readProfile>, request: Request): Promise<OutputOf<typeof readProfile>> {
    const [clock] = await this.database.read<{ now: string }>(gridSeen, [...scopeParameters(request), gridCode]);
    ensure(clock, requestErrors.notFound);
    const [{ items }, [version]] = await Promise.all([
      this.catalogueAt(gridCode),
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
    const hidden = hiddenFrom((await this.catalogueAt(gridCode)).items, request.roles);
    const rows = await this.database.read<FieldState>(fieldsPage, [
      ...scopeParameters(request),
      gridCode,
      status ?? null,
      hidden,
      ...keyset(after, 2),
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ submittedAt, id }) => [submittedAt, id]);
  }

  @Handles(profileFreshness)
  async freshness({ placeCode }: InputOf<typeof profileFreshness>, request: Request): Promise<OutputOf<typeof profileFreshness>> {
    const [fields, versions] = await Promise.all([
      this.database.read<FieldOfPlace>(fieldsOfPlace, [...scopeParameters(request), placeCode]),
      this.database.read<ProfileCatalogueState>(catalogues, [placeCode]),
    ]);
    const codes = [...new Set(fields.map(({ gridCode }) => gridCode))];
    const grids = codes.flatMap((gridCode) => {
      const items = forPlace(versions, gridCode)?.items;
      if (!items) return [];
      const own = fields.filter((field) => field.gridCode === gridCode && field.classCode !== null) as (FieldOfPlace & {
        classCode: string;
      })[];
      const states = classStates(items, own, fields[0]!.now);
      const gaps = states.filter(({ current }) => current === 0).map(({ classCode }) => classCode);
      return [
        {
          gridCode,
          complete: rate(items.length - gaps.length, items.length),
          fresh: rate(sum(states, 'current'), sum(states, 'current') + sum(states, 'stale')),
          gaps,
        },
      ];
    });
    return { grids };
  }

  /** The classes of the catalogue in force at a place; refuses with `grid.profile.catalogue-missing`. */
  async classesAt(placeCode: string): Promise<readonly ProfileClass[]> {
    return (await this.catalogueAt(placeCode)).items;
  }

  /** How many versions of its catalogue a jurisdiction has published. */
  async versionsOf(jurisdictionId: string): Promise<number> {
    const versions = await this.database.read<ProfileCatalogueState>(catalogues, [jurisdictionId]);
    return Math.max(0, ...versions.filter((catalogue) => catalogue.jurisdictionId === jurisdictionId).map(({ version }) => version));
  }

  private async catalogueAt(placeCode: string): Promise<ProfileCatalogueState> {
    const found = forPlace(await this.database.read<ProfileCatalogueState>(catalogues, [placeCode]), placeCode);
    ensure(found, profileErrors.catalogueMissing, { placeCode });
    return found;
  }

  /** The fields of a version in the state they had at an instant. */
  private async asOf(version: ProfileVersionState | undefined, at: string): Promise<FieldState[]> {
    if (!version) return [];
    const fields = await this.database.read<FieldState>(fieldsOfVersion, [version.fieldIds]);
    return fields.map((field) => ({ ...field, status: isPast(field, at) ? 'STALE' : 'CURRENT' }));
  }
}

const sum = (states: readonly { readonly current: number; readonly stale: number }[], key: 'current' | 'stale'): number =>
  states.reduce((total, state) => total + state[key], 0);
