import { requestErrors } from '../contracts/platform.js';
import type { Role } from '../contracts/roles.js';
import { inScope, scopeParameters } from '../auth/scope.js';
import type { Request } from '../auth/request.js';
import { DomainError } from '../domain/decision.js';
import type { Database } from './database.js';
import { named } from './lane.js';

const covering = named('scope.place', `SELECT 1 WHERE ${inScope({ place: '$3::text' })}`);

/**
 * Whether an assignment of the actor covers a place as a whole.
 *
 * @param roles those that count; without them all that the contract admits
 */
export async function isCovered(database: Database, request: Request, placeCode: string, roles?: readonly Role[]): Promise<boolean> {
  const [account, admitted] = scopeParameters(request);
  return (await database.read(covering, [account, roles ?? admitted, placeCode])).length === 1;
}

/** @throws DomainError not-found where no assignment of the actor covers the place as a whole */
export async function ensureCovered(database: Database, request: Request, placeCode: string): Promise<void> {
  if (!(await isCovered(database, request, placeCode))) throw new DomainError(requestErrors.notFound);
}
