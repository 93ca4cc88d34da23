import type { ErrorDefinition } from '../contracts/define.js';
import type { Role } from '../contracts/roles.js';
import { guard, type Write } from '../database/plan.js';

export interface KnownAssignment {
  readonly id: string;
  readonly accountId: string;
  readonly role: string;
  readonly axis: string;
  readonly scope: string;
  readonly version: number;
  readonly ended: boolean;
}

const heldNear = `EXISTS (SELECT 1 FROM known_assignment k WHERE k.account_id = ?::uuid AND k.role = ?::text AND k.axis = 'place' AND NOT k.ended
  AND (starts_with(k.scope, left(?::text, 6)) OR starts_with(?::text, k.scope)))`;

/** For the writing statement: the account, where there is one, has the role somewhere in the county of the place, or above it. */
export const holdsRoleNear = (error: ErrorDefinition, role: Role, accountId: string | null | undefined, place: string): Write[] =>
  accountId ? [guard(error, heldNear, accountId, role, place, place)] : [];

const heldAt = `EXISTS (SELECT 1 FROM known_assignment k WHERE k.account_id = ?::uuid AND k.role = ?::text AND k.scope = ?::text AND NOT k.ended)`;

/** For the writing statement: the account, where there is one, has the role at this very household, estate or council. */
export const holdsRoleAt = (error: ErrorDefinition, role: Role, accountId: string | null | undefined, scope: string): Write[] =>
  accountId ? [guard(error, heldAt, accountId, role, scope)] : [];

interface Writer {
  query<T>(text: string, parameters?: readonly unknown[]): Promise<T[]>;
}

/** Stores an assignment for the resolution of scopes, unless a later version of it is known. */
export async function writeKnownAssignment(writer: Writer, known: KnownAssignment): Promise<void> {
  await writer.query(
    `INSERT INTO known_assignment (id, account_id, role, axis, scope, version, ended) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (id) DO UPDATE SET role = excluded.role, axis = excluded.axis, scope = excluded.scope, version = excluded.version, ended = excluded.ended
     WHERE known_assignment.version < excluded.version`,
    [known.id, known.accountId, known.role, known.axis, known.scope, known.version, known.ended],
  );
}
