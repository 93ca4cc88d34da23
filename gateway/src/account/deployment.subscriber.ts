import { Injectable } from '@nestjs/common';
import { assignmentChanged, cadreDeployed, cadreRecalled } from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { writeKnownAssignment } from '@gezhi/shared/platform';
import type { Assignment } from './assignment.entity.js';

type Deployment = Pick<EventMessage<typeof cadreDeployed>['data'], 'deploymentId' | 'accountId' | 'gridCode' | 'version'>;

/** A cadre may act in a grid from deployment to recall: the assignment has the deployment's id and follows its versions. */
@Injectable()
export class DeploymentSubscriber {
  @On(cadreDeployed)
  deployed({ data }: EventMessage<typeof cadreDeployed>, heard: Heard): Promise<void> {
    return follow(heard, data, false);
  }

  @On(cadreRecalled)
  recalled({ data }: EventMessage<typeof cadreRecalled>, heard: Heard): Promise<void> {
    return follow(heard, data, true);
  }
}

/** A recall may be heard before its deployment: it is stored as ended and the older version then changes nothing. */
async function follow(heard: Heard, { deploymentId, accountId, gridCode, version }: Deployment, ended: boolean): Promise<void> {
  if (!accountId) return;
  const [assignment] = await heard.query<Pick<Assignment, 'id' | 'accountId' | 'role' | 'axis' | 'scope' | 'version' | 'ended'>>(
    `INSERT INTO assignment (id, version, account_id, role, axis, scope, place_code, source, granted_by, granted_at, reason, ended, ended_at)
     SELECT $1::uuid, $2::int, a.id, 'cadre', 'place', $4::text, $4::text, 'grid', 'system:gateway/deployment', $5::timestamptz, 'deployment ' || $1, e.ended,
       CASE WHEN e.ended THEN $5::timestamptz END
     FROM account a, LATERAL (SELECT $6::boolean OR a.status = 'ENDED' AS ended) e WHERE a.id = $3
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, scope = excluded.scope, place_code = excluded.place_code, ended = excluded.ended, ended_at = excluded.ended_at
     WHERE assignment.version < excluded.version
     RETURNING id, account_id AS "accountId", role, axis, scope, version, ended`,
    [deploymentId, version, accountId, gridCode, heard.now, ended],
  );
  if (!assignment) return;
  await writeKnownAssignment(heard, assignment);
  heard.emit(assignmentChanged({ assignmentId: assignment.id, ...assignment }), { id: assignment.id, place: gridCode });
}
