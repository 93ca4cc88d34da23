import { assignmentChanged, type Role } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import type { Act } from '@gezhi/shared/database';
import { writeKnownAssignment } from '@gezhi/shared/platform';
import { ensureOperatorLeft, type Appointment } from './account.rules.js';
import { Assignment } from './assignment.entity.js';

/** The scope resolution of this database follows in the same transaction: what the gateway decides bites here at once. */
async function tell(act: Act, assignment: Assignment): Promise<void> {
  const { id, accountId, role, axis, scope, version, ended } = assignment;
  await writeKnownAssignment(act, assignment);
  act.emit(assignmentChanged({ assignmentId: id, accountId, role, axis, scope, version, ended }), { id, place: assignment.placeCode });
}

export async function grant(act: Act, assignments: readonly Assignment[]): Promise<void> {
  await act.insert(Assignment, assignments);
  for (const assignment of assignments) await tell(act, assignment);
}

const columns = `id, version, account_id AS "accountId", role, axis, scope, place_code AS "placeCode", source, granted_by AS "grantedBy",
  granted_at AS "grantedAt", reason, ended, ended_at AS "endedAt"`;

/** Ends open assignments: one by id, or all of an account. Keeps one active operator of all places. */
export async function endAssignments(act: Act, which: { readonly id: string } | { readonly accountId: string }): Promise<Assignment[]> {
  const [column, value] = 'id' in which ? ['id', which.id] : ['account_id', which.accountId];
  const ended = await act.query<Assignment>(
    `UPDATE assignment SET ended = true, ended_at = $2, version = version + 1 WHERE ${column} = $1 AND NOT ended RETURNING ${columns}`,
    [value, act.now],
  );
  for (const assignment of ended) await tell(act, assignment);
  if (ended.some(isOperatorOfAll)) await keepOperator(act);
  return ended;
}

export const isOperatorOfAll = ({ role, scope }: { role: Role; scope: string }): boolean => role === 'operator' && scope === '';

/** Refuses the act when it leaves no active operator of all places; two acts at once wait for each other. */
export async function keepOperator(act: Act): Promise<void> {
  await act.query(`SELECT pg_advisory_xact_lock(hashtext('operator of all places'))`);
  const [left] = await act.query<{ count: number }>(
    `SELECT count(*) AS count FROM assignment s JOIN account a ON a.id = s.account_id WHERE s.role = 'operator' AND s.scope = '' AND NOT s.ended AND a.status = 'ACTIVE'`,
  );
  ensureOperatorLeft(left!.count);
}

/** The open assignments of an account, locked until the end of the act. */
export const openAssignments = (act: Act, accountId: string): Promise<Assignment[]> =>
  act.query<Assignment>(`SELECT ${columns} FROM assignment WHERE account_id = $1 AND NOT ended ORDER BY id FOR UPDATE`, [accountId]);

/** What the actor may appoint with: the place assignments of the roles the contract admits. */
export const powersOf = (act: Act, request: Request): Promise<Appointment[]> =>
  act.query<Appointment>(
    `SELECT role, scope AS "placeCode" FROM known_assignment WHERE account_id = $1 AND axis = 'place' AND NOT ended AND role = ANY($2)`,
    [request.actor.id, request.roles],
  );
