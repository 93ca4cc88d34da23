import type { Act } from '@gezhi/shared/database';
import { Unit } from './unit.entity.js';
import type { UnitState } from './unit.rules.js';

export interface Door {
  readonly estateId: string;
  readonly communityCode: string;
  readonly buildingLabel: string;
}

const missing = `INSERT INTO building (id, version, estate_id, community_code, label)
  SELECT uuidv7(), 1, d.estate_id, d.community_code, d.label FROM (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[], $3::text[])
    AS named (estate_id, community_code, label)) d ORDER BY d.estate_id, d.label ON CONFLICT DO NOTHING`;
const found = `SELECT b.id, b.estate_id AS "estateId", b.label FROM building b
  JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS named (estate_id, label)) d ON d.estate_id = b.estate_id AND d.label = b.label`;

/** Buildings by `estate label`: those that the doors name, registered where they are new. */
export async function holdBuildings(act: Act, doors: readonly Door[]): Promise<ReadonlyMap<string, string>> {
  const [estates, labels] = [doors.map(({ estateId }) => estateId), doors.map(({ buildingLabel }) => buildingLabel)];
  await act.query(missing, [estates, doors.map(({ communityCode }) => communityCode), labels]);
  const rows = await act.query<{ id: string; estateId: string; label: string }>(found, [estates, labels]);
  return new Map(rows.map(({ id, estateId, label }) => [`${estateId} ${label}`, id]));
}

const numbered = `SELECT u.estate_id AS "estateId", u.external_ref AS "externalRef" FROM unit u
  JOIN unnest($1::uuid[], $2::text[]) AS n (estate_id, external_ref) ON n.estate_id = u.estate_id AND n.external_ref = u.external_ref`;

/** `estate number` of those that are registered already. */
export async function knownNumbers(
  act: Act,
  numbers: readonly { readonly estateId: string; readonly externalRef: string }[],
): Promise<ReadonlySet<string>> {
  const parameters = [numbers.map(({ estateId }) => estateId), numbers.map(({ externalRef }) => externalRef)];
  const rows = await act.query<{ estateId: string; externalRef: string }>(numbered, parameters);
  return new Set(rows.map(({ estateId, externalRef }) => `${estateId} ${externalRef}`));
}

/** Stores units whose number and door are free, and returns the ids of those that were. */
export async function storeUnits(act: Act, units: readonly UnitState[]): Promise<ReadonlySet<string>> {
  await act.insert(Unit, [...units], 'ON CONFLICT DO NOTHING');
  const rows = await act.query<{ id: string }>('SELECT id FROM unit WHERE id = ANY($1::uuid[])', [units.map(({ id }) => id)]);
  return new Set(rows.map(({ id }) => id));
}
