import type { values } from '@gezhi/shared/contracts';
import type { Act } from '@gezhi/shared/database';

/** A unit with the owners of an instant; none are known where `ownerIds` is empty. */
export interface OwnedUnit {
  readonly unitId: string;
  /** 0.01 m². */
  readonly area: number;
  readonly ownerIds: readonly string[];
}

/** SQL: the units `u`, each with its ownership `o` at an instant, as `ownershipAt` decides. */
export const unitsOwnedAt = (instant: string): string => `known_unit u LEFT JOIN LATERAL (SELECT k.owner_ids, k.valid_from
  FROM known_ownership k WHERE k.unit_id = u.unit_id AND k.valid_from <= ${instant} ORDER BY k.version DESC LIMIT 1) o ON true`;
export const ownedUnitColumns = `u.unit_id AS "unitId", u.area::float8 AS area, coalesce(o.owner_ids, '{}') AS "ownerIds"`;

const ownedUnits = `SELECT ${ownedUnitColumns} FROM ${unitsOwnedAt('$2')} WHERE u.estate_id = $1 ORDER BY u.unit_id`;

/** The units of an estate with those who own them at an instant, read within the act that makes a roll of them. */
export const unitsOfEstate = (act: Act, estateId: string, at: values.Instant): Promise<OwnedUnit[]> =>
  act.query<OwnedUnit>(ownedUnits, [estateId, at]);
