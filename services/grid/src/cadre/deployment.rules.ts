import {
  cadreDeployed,
  cadreErrors,
  cadreRecalled,
  type CadreSource,
  type CadreStratum,
  type DepartmentLine,
  type InputOf,
  type deployCadre,
  type recallCadre,
  type registerCadre,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, type Decision } from '@gezhi/shared/domain';
import { handOver, type Owned } from './hand-over.rules.js';
import { ensureNear } from './near.rules.js';

export interface CadreState {
  readonly id: string;
  readonly version: number;
  readonly personId: string;
  readonly sourceCategory: CadreSource;
  readonly stratum: CadreStratum;
  readonly line: DepartmentLine | null;
  readonly accountId: string | null;
  readonly homePlace: string;
  readonly active: boolean;
}

export interface DeploymentState {
  readonly id: string;
  readonly version: number;
  readonly cadreId: string;
  readonly gridCode: string;
  readonly from: string;
  readonly to: string | null;
  /** The last day served; null while it lasts. */
  readonly endedOn: string | null;
  readonly endReason: string | null;
  readonly successorId: string | null;
  /** Why the term was made to end later, the last time it was. */
  readonly extensionReason: string | null;
  /** All that passed on with the recall, as it was then. */
  readonly handOver: readonly Owned[] | null;
  readonly handOverConfirmedAt: string | null;
  /** When it was told that the term is over; null again once extended. */
  readonly termToldAt: string | null;
  /** The deployment it rotated from. */
  readonly previousId: string | null;
}

const lasting = {
  ...{ endedOn: null, endReason: null, successorId: null, extensionReason: null },
  ...{ handOver: null, handOverConfirmedAt: null, termToldAt: null, previousId: null },
} as const;

/** What a deployment is decided upon: the cadre as registered. */
export interface CadreFacts {
  readonly active: boolean;
  readonly accountId: string | null;
}

/** G-01 A cadre is registered with source category, stratum and line, and counts in the proof of full deployment from then on. */
export function register(input: InputOf<typeof registerCadre>): Decision<CadreState> {
  const { id, personId, sourceCategory, stratum, line, accountId, homePlace } = input;
  return decide({
    id,
    version: 1,
    personId,
    sourceCategory,
    stratum,
    line: line ?? null,
    accountId: accountId ?? null,
    homePlace,
    active: true,
  });
}

/** G-01 A cadre leaves the service only when no deployment lasts; refuses with `grid.cadre.withdrawn` or `already-deployed`. */
export function withdraw(cadre: CadreState, lastingDeployments: number): Decision<CadreState> {
  ensure(cadre.active, cadreErrors.withdrawn);
  ensure(lastingDeployments === 0, cadreErrors.alreadyDeployed, { deployments: lastingDeployments });
  return decide({ ...cadre, active: false });
}

/** G-27 A term that is set ends no earlier than today; refuses with `grid.cadre.term-past`. */
export function ensureTermAhead(to: string | null, now: string): void {
  ensure(to === null || to >= localDateOf(now), cadreErrors.termPast, { to });
}

/**
 * G-01 G-27 An active cadre serves a grid for a term that is not over; dates are inclusive. Refuses with `grid.cadre.withdrawn`,
 * `term-invalid`, `term-past`, `too-far-ahead` or `too-long-ago`.
 */
export function deploy(input: InputOf<typeof deployCadre>, cadre: CadreFacts, now: string): Decision<DeploymentState> {
  const { id, cadreId, gridCode, from } = input;
  const to = input.to ?? null;
  ensure(cadre.active, cadreErrors.withdrawn);
  ensure(to === null || to >= from, cadreErrors.termInvalid, { from, to });
  ensureTermAhead(to, now);
  ensureNear(from, now, cadreErrors);
  const state = { id, version: 1, cadreId, gridCode, from, to, ...lasting };
  return decide(state, cadreDeployed({ deploymentId: id, cadreId, accountId: cadre.accountId, gridCode, from, to, version: 1 }));
}

export interface RecallFacts {
  readonly accountId: string | null;
  /** Everything open that the cadre owns in the grid. */
  readonly owned: readonly Owned[];
  /** Whether the named successor is an active cadre deployed in the grid; false when none is named. */
  readonly successorServes: boolean;
}

/**
 * G-27 A deployment ends by a recall with its reason, never silently, and what is owned passes to a deployed successor; the list of
 * it is kept.
 *
 * Refuses with `grid.cadre.already-recalled`, `term-invalid` (the last day lies before the first), `successor-unavailable`
 * or `hand-over-missing` {openDuties, owned}.
 */
export function recall(deployment: DeploymentState, input: InputOf<typeof recallCadre>, facts: RecallFacts): Decision<DeploymentState> {
  const { lastDay, reason } = input;
  const successorId = input.successorId ?? null;
  ensure(deployment.endedOn === null, cadreErrors.alreadyRecalled);
  ensure(lastDay >= deployment.from, cadreErrors.termInvalid, { from: deployment.from, lastDay });
  const kept = handOver(facts.owned, { id: successorId, serves: facts.successorServes }, deployment.cadreId);
  const state = { ...deployment, endedOn: lastDay, endReason: reason, successorId, handOver: kept };
  const { id, cadreId, gridCode, from, version } = deployment;
  const { accountId } = facts;
  const told = { deploymentId: id, cadreId, accountId, gridCode, from, lastDay, successorId, version: version + 1 };
  return decide(state, cadreRecalled(told));
}
