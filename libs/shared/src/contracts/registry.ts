import type { Contract, ErrorDefinition, EventContract } from './define.js';

const contracts = new Map<string, Contract>();
const events = new Map<string, EventContract>();
const errorTable = new Map<string, ErrorDefinition>();

const route = ({ method, path }: Contract): string => `${method} ${path?.replace(/:[a-zA-Z]+/g, ':')}`;

function once<T>(map: Map<string, T>, key: string, value: T): void {
  if (map.has(key)) throw new Error(`${key} is declared twice`);
  map.set(key, value);
}

/** Called by `contract()`, `event()` and `errors()`; a name declared twice does not start. */
export const register = {
  contract(value: Contract): void {
    for (const other of contracts.values())
      if (value.path && route(value) === route(other)) throw new Error(`${route(value)} belongs to ${other.subject} already`);
    once(contracts, value.subject, value);
  },
  event: (value: EventContract): void => once(events, value.subject, value),
  error: (value: ErrorDefinition): void => once(errorTable, value.code, value),
};

/** Everything that may be said, by subject or code. Complete once `@gezhi/shared/contracts` has been imported. */
export const registry = {
  contracts: (): Contract[] => [...contracts.values()],
  contract: (subject: string): Contract | undefined => contracts.get(subject),
  events: (): EventContract[] => [...events.values()],
  event: (subject: string): EventContract | undefined => events.get(subject),
  errors: (): ErrorDefinition[] => [...errorTable.values()],
  error: (code: string): ErrorDefinition | undefined => errorTable.get(code),
};
