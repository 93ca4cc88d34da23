import { newPerson, Person, type Act } from '@gezhi/shared/database';
import { Owner, Ownership, Title } from './ownership.entity.js';
import type { OwnershipState, OwnerState } from './ownership.rules.js';

/** Who an owner is; kept in `person` alone. */
export interface Identity {
  readonly name: string;
  readonly phone: string | null;
  readonly identityNumber: string | null;
}

const twins = `SELECT o.id, o.estate_id AS "estateId", p.identity_number AS "identityNumber" FROM owner o JOIN person p ON p.id = o.id
  JOIN (SELECT DISTINCT * FROM unnest($1::uuid[], $2::text[]) AS named (estate_id, identity_number)) n
    ON n.estate_id = o.estate_id AND n.identity_number = p.identity_number`;

/** The owners of estates with these identity numbers, by `estate number`. The caller holds the estates, so that none is added meanwhile. */
export async function ownersByIdentity(
  act: Act,
  identities: readonly { readonly estateId: string; readonly identityNumber: string }[],
): Promise<ReadonlyMap<string, string>> {
  const parameters = [identities.map(({ estateId }) => estateId), identities.map(({ identityNumber }) => identityNumber)];
  const rows = await act.query<{ id: string; estateId: string; identityNumber: string }>(twins, parameters);
  return new Map(rows.map(({ id, estateId, identityNumber }) => [`${estateId} ${identityNumber}`, id]));
}

/** Stores owners, and who they are. */
export async function storeOwners(act: Act, owners: readonly (OwnerState & Identity)[]): Promise<void> {
  await act.insert(
    Owner,
    owners.map(({ name: _, phone: __, identityNumber: ___, ...owner }) => owner),
  );
  await act.insert(
    Person,
    owners.map(({ id, communityCode, name, phone, identityNumber }) => newPerson({ id, communityCode, name, phone, identityNumber })),
  );
}

/** Stores ownerships with their titles. What they end was ended before. */
export async function storeOwnerships(act: Act, ownerships: readonly OwnershipState[]): Promise<void> {
  await act.insert(
    Ownership,
    ownerships.map(({ titles: _, ...ownership }) => ownership),
  );
  const titles = ownerships.flatMap(({ id: ownershipId, titles: each }) =>
    each.map(({ ownerId, share }) => ({
      ownershipId,
      ownerId,
      numerator: share?.numerator ?? null,
      denominator: share?.denominator ?? null,
    })),
  );
  await act.insert(Title, titles);
}
