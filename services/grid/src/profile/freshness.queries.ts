import { Injectable } from '@nestjs/common';
import { scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { profileFreshness, type InputOf, type OutputOf, type ProfileClass } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { forPlace, rate, type Version } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { classStates } from './profile-catalogue.rules.js';
import type { FieldState } from './profile.rules.js';

/** The catalogues laid down for place `$1`, above it or below: its grids may be of several jurisdictions. */
const catalogues = named(
  'profile.catalogues',
  `SELECT version, jurisdiction_id AS "jurisdictionId", items FROM profile_catalogue
   WHERE starts_with($1, jurisdiction_id) OR starts_with(jurisdiction_id, $1) ORDER BY jurisdiction_id, version`,
);
const fieldsOfPlace = named(
  'profile.fields-of-place',
  `SELECT g.code AS "gridCode", t.class_code AS "classCode", t.status, t.expires_at AS "expiresAt", gezhi_now() AS now
   FROM grid g LEFT JOIN profile_field t ON t.grid_code = g.code AND t.status IN ('CURRENT', 'STALE')
   WHERE g.valid_to IS NULL AND ${within('$3', 'g.code')} ORDER BY g.code`,
);

/** The fields in force of grid `$1`, for its whole picture. */
export const ofGrid = named(
  'profile.of-grid',
  `SELECT t.class_code AS "classCode", t.status, t.expires_at AS "expiresAt", gezhi_now() AS now
   FROM profile_field t WHERE t.grid_code = $1 AND t.status IN ('CURRENT', 'STALE') ORDER BY t.class_code, t.key, t.id`,
);

type FieldOfPlace = Pick<FieldState, 'gridCode' | 'status' | 'expiresAt'> & { readonly classCode: string | null; readonly now: string };

@Injectable()
export class FreshnessQueries {
  constructor(private readonly database: Database) {}

  @Handles(profileFreshness)
  async freshness({ placeCode }: InputOf<typeof profileFreshness>, request: Request): Promise<OutputOf<typeof profileFreshness>> {
    const [fields, versions] = await Promise.all([
      this.database.read<FieldOfPlace>(fieldsOfPlace, [...scopeParameters(request), placeCode]),
      this.database.read<Version & { items: ProfileClass[] }>(catalogues, [placeCode]),
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
}

const sum = (states: readonly { readonly current: number; readonly stale: number }[], key: 'current' | 'stale'): number =>
  states.reduce((total, state) => total + state[key], 0);
