import type { Role } from '../contracts/roles.js';

/** A signed-in account, as its verified token says. Where it may act stands in `known_assignment`, not here. */
export interface Account {
  readonly kind: 'account';
  readonly id: string;
  readonly session: string;
  readonly roles: readonly Role[];
}

/** A schedule or subscriber acting without a person, named `<service>/<feature>`. No token can carry it. */
export interface System {
  readonly kind: 'system';
  readonly id: string;
  readonly roles: readonly [];
}

/** A reader without sign-in, on the public axis only. */
export interface Visitor {
  readonly kind: 'visitor';
  readonly id: 'public';
  readonly roles: readonly [];
}

export type Actor = Account | System | Visitor;

export const visitor: Visitor = { kind: 'visitor', id: 'public', roles: [] };

/** The actor of a schedule or subscriber: `system('grid/service-request')`. */
export const system = (name: string): System => ({ kind: 'system', id: `system:${name}`, roles: [] });
