import { Injectable } from '@nestjs/common';
import { assignmentChanged, cadreDeployed, cadreRecalled, workerPosted, workerRecalled, type Role } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { writeKnownAssignment } from '@gezhi/shared/platform';
import type { Assignment } from './assignment.entity.js';

interface Followed {
  /** Of the deployment or posting, and of the assignment that follows it. */
  readonly id: string;
  readonly role: Role;
  readonly accountId: string | null;
  readonly gridCode: string;
  readonly version: number;
  readonly ended: boolean;
}

/**
 * Who may be a cadre or a grid worker is decided by invitation, where they serve by deployment: the account was given the role by
 * hand at some time, in the county of the grid or above it. Taken back it still counts, since a redraw carries deployments on.
 */
const wasInvited = `EXISTS (SELECT 1 FROM assignment g WHERE g.account_id = a.id AND g.role = $7 AND g.source = 'gateway'
  AND (starts_with(g.scope, left($4, 6)) OR starts_with($4, g.scope)))`;

/**
 * X-02 A cadre may act in a grid from deployment to recall, a grid worker from posting to recall, if invited for that role: the
 * assignment has the id of the deployment or posting and follows its versions.
 */
@Injectable()
export class DeploymentSubscriber {
  @On(cadreDeployed)
  deployed({ data }: EventMessage<typeof cadreDeployed>, heard: Heard): Promise<void> {
    return follow(heard, { ...data, id: data.deploymentId, role: 'cadre', ended: false });
  }

  @On(cadreRecalled)
  recalled({ data }: EventMessage<typeof cadreRecalled>, heard: Heard): Promise<void> {
    return follow(heard, { ...data, id: data.deploymentId, role: 'cadre', ended: true });
  }

  @On(workerPosted)
  posted({ data }: EventMessage<typeof workerPosted>, heard: Heard): Promise<void> {
    return follow(heard, { ...data, id: data.postingId, role: 'grid-worker', ended: false });
  }

  @On(workerRecalled)
  postingEnded({ data }: EventMessage<typeof workerRecalled>, heard: Heard): Promise<void> {
    return follow(heard, { ...data, id: data.postingId, role: 'grid-worker', ended: true });
  }
}

/** A recall may be heard before what it ends: it is stored as ended and the older version then changes nothing. */
async function follow(heard: Heard, { id, role, accountId, gridCode, version, ended }: Followed): Promise<void> {
  if (!accountId) return;
  const [assignment] = await heard.query<Pick<Assignment, 'id' | 'accountId' | 'role' | 'axis' | 'scope' | 'version' | 'ended'>>(
    `INSERT INTO assignment (id, version, account_id, role, axis, scope, place_code, source, granted_by, granted_at, reason, ended, ended_at)
     SELECT $1::uuid, $2::int, a.id, $7::text, 'place', $4::text, $4::text, 'grid', 'system:gateway/deployment', $5::timestamptz, $8::text || $1, e.ended,
       CASE WHEN e.ended THEN $5::timestamptz END
     FROM account a, LATERAL (SELECT $6::boolean OR a.status = 'ENDED' AS ended) e
     WHERE a.id = $3 AND (e.ended OR ${wasInvited})
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, scope = excluded.scope, place_code = excluded.place_code, ended = excluded.ended, ended_at = excluded.ended_at
     WHERE assignment.version < excluded.version
     RETURNING id, account_id AS "accountId", role, axis, scope, version, ended`,
    [id, version, accountId, gridCode, heard.now, ended, role, role === 'cadre' ? 'deployment ' : 'posting '],
  );
  if (!assignment) return;
  await writeKnownAssignment(heard, assignment);
  heard.emit(assignmentChanged({ assignmentId: assignment.id, ...assignment }), { id: assignment.id, place: gridCode });
}
