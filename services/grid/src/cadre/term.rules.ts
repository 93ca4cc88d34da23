import {
  cadreDeployed,
  cadreErrors,
  deploymentTermEnded,
  type extendDeployment,
  type InputOf,
  type rotateCadre,
} from '@gezhi/shared/contracts';
import { addDays, decide, ensure, localDateOf, type Decision } from '@gezhi/shared/domain';
import { deploy, ensureTermAhead, recall, type CadreFacts, type DeploymentState, type RecallFacts } from './deployment.rules.js';

/**
 * G-27 The term of a lasting deployment ends later than it was to, and is told of anew when it is over then. Refuses with
 * `grid.cadre.already-recalled`, `term-invalid` where there is no term or the day is not later, or `term-past`.
 */
export function extend(
  deployment: DeploymentState,
  input: InputOf<typeof extendDeployment>,
  accountId: string | null,
  now: string,
): Decision<DeploymentState> {
  const { to, reason } = input;
  const { id, cadreId, gridCode, from, version } = deployment;
  ensure(deployment.endedOn === null, cadreErrors.alreadyRecalled);
  ensure(deployment.to !== null && to > deployment.to, cadreErrors.termInvalid, { until: deployment.to, to });
  ensureTermAhead(to, now);
  const state = { ...deployment, to, extensionReason: reason, termToldAt: null };
  return decide(state, cadreDeployed({ deploymentId: id, cadreId, accountId, gridCode, from, to, version: version + 1 }));
}

export interface Rotation {
  readonly ended: Decision<DeploymentState>;
  readonly begun: Decision<DeploymentState>;
}

/**
 * G-27 A cadre goes on in another grid: the deployment is recalled with all that belongs to it on the day before the new one begins.
 * In the grid served already it is no rotation but an extension (`grid.cadre.already-deployed`); else refuses as `recall` and
 * `deploy` do.
 */
export function rotate(
  deployment: DeploymentState,
  input: InputOf<typeof rotateCadre>,
  facts: RecallFacts & Pick<CadreFacts, 'active'>,
  now: string,
): Rotation {
  const { id, newId, gridCode, from, to, successorId, reason } = input;
  ensure(gridCode !== deployment.gridCode || deployment.endedOn !== null, cadreErrors.alreadyDeployed);
  const ended = recall(deployment, { id, reason, lastDay: addDays(from, -1), successorId }, facts);
  const begun = deploy({ id: newId, cadreId: deployment.cadreId, gridCode, from, to }, facts, now);
  return { ended, begun: { ...begun, state: { ...begun.state, previousId: id } } };
}

/** G-27 A term that is over without a recall stays visible as such until it is handed over. */
export function isTermOver(deployment: Pick<DeploymentState, 'to' | 'endedOn'>, today: string): boolean {
  return deployment.endedOn === null && deployment.to !== null && deployment.to < today;
}

/** G-27 A term that is over is told of once, to those who decide and to the cadre; until extended it is not told again. */
export function endTerm(deployment: DeploymentState, accountId: string | null, now: string): Decision<DeploymentState> {
  const { id, cadreId, gridCode, to, version } = deployment;
  if (deployment.termToldAt !== null || !isTermOver(deployment, localDateOf(now))) return decide(deployment);
  const told = { deploymentId: id, cadreId, accountId, gridCode, to: to!, at: now, version: version + 1 };
  return decide({ ...deployment, termToldAt: now }, deploymentTermEnded(told));
}
