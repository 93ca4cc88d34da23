import type { values } from '@gezhi/shared/contracts';
import type { Act } from '@gezhi/shared/database';

/** A unit with the owners of an instant; none are known where `ownerIds` is empty. */
export interface OwnedUnit {
  readonly unitId: string;
  /** 0.01 m². */
  readonly area: number;
  readonly ownerIds: readonly string[];
}

/** As `ownershipAt` decides. */
const ownedUnits = `SELECT u.unit_id AS "unitId", u.area::int AS area, coalesce(o.owner_ids, '{}') AS "ownerIds"
  FROM known_unit u LEFT JOIN LATERAL (SELECT k.owner_ids FROM known_ownership k WHERE k.unit_id = u.unit_id AND k.valid_from <= $2
    ORDER BY k.version DESC LIMIT 1) o ON true
  WHERE u.estate_id = $1 ORDER BY u.unit_id`;

/** The units of an estate with those who own them at an instant, read within the act that makes a roll of them. */
export const unitsOfEstate = (act: Act, estateId: string, at: values.Instant): Promise<OwnedUnit[]> =>
  act.query<OwnedUnit>(ownedUnits, [estateId, at]);
