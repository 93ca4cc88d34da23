import type { Contract, Service } from '../contracts/define.js';
import { system, type Actor } from './actor.js';

/** Everything about one call that is not its input: who asks, by which contract, and how to recognise a repetition. */
export interface Request {
  readonly actor: Actor;
  /** The subject of the contract, or the name of the rule a schedule or subscriber applies. */
  readonly operation: string;
  readonly contract?: Contract;
  /** The roles of the actor that the contract admits; scope is resolved for these alone. */
  readonly roles: readonly string[];
  readonly idempotencyKey?: string;
  /** SHA-256 of the canonical input. */
  readonly inputHash?: Buffer;
  /** The version an If-Match demands. */
  readonly expectedVersion?: number;
  readonly reason?: string;
  readonly traceparent?: string;
  /** The verified token itself, with which the gateway's own handlers ask services in the actor's name. */
  readonly token?: string;
}

/** The request in which a schedule applies a rule, in the name of its feature: `scheduled('grid', 'cadre', 'end-terms')`. */
export const scheduled = (service: Service, feature: string, rule: string): Request => ({
  actor: system(`${service}/${feature}`),
  operation: `${service}.schedule.${feature}.${rule}`,
  roles: [],
});
