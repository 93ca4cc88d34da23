import { Injectable } from '@nestjs/common';
import { handOver, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, named, type Statement } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { hardCasesOwnedBy } from '../hard-case/owned.queries.js';
import { annualItemsOwnedBy } from '../problem/owned.queries.js';
import type { DeploymentState } from './deployment.rules.js';
import type { Owned } from './hand-over.rules.js';
import { deploymentColumns } from './cadre-columns.queries.js';
import { microProjectsOwnedBy } from '../micro-project/owned.queries.js';
import { measuresOwnedBy } from '../strategy/owned.queries.js';
import { pairingsOwnedBy } from '../visit/owned.queries.js';
import { dutiesOwnedBy } from './owned.queries.js';

/** What the features that give a cadre something to do say of cadre `$1` in grid `$2`: all of it passes on at a recall. */
const owners: readonly Statement[] = [
  dutiesOwnedBy,
  annualItemsOwnedBy,
  hardCasesOwnedBy,
  measuresOwnedBy,
  microProjectsOwnedBy,
  pairingsOwnedBy,
];

const deployment = named(
  'cadre.deployment',
  `SELECT ${deploymentColumns} FROM cadre_deployment t WHERE t.id = $3 AND ${inScope({ place: 't.grid_code' })}`,
);

/**
 * G-27 Everything open that a cadre owns in a grid, feature by feature.
 *
 * @param read runs a statement, alone or in a transaction
 */
export async function ownedBy(
  cadreId: string,
  gridCode: string,
  read: (statement: Statement, parameters: readonly unknown[]) => Promise<Owned[]>,
): Promise<Owned[]> {
  const owned: Owned[] = [];
  for (const owner of owners) owned.push(...(await read(owner, [cadreId, gridCode])));
  return owned;
}

@Injectable()
export class HandOverQueries {
  constructor(private readonly database: Database) {}

  /** As it is while the deployment lasts; as it was at the recall from then on. */
  @Handles(handOver)
  async handOver(input: InputOf<typeof handOver>, request: Request): Promise<OutputOf<typeof handOver>> {
    const [row] = await this.database.read<DeploymentState>(deployment, [...scopeParameters(request), input.id]);
    ensure(row, requestErrors.notFound);
    const { successorId, handOverConfirmedAt: confirmedAt } = row;
    const live = () => ownedBy(row.cadreId, row.gridCode, (statement, parameters) => this.database.read<Owned>(statement, parameters));
    return { successorId, confirmedAt, items: row.endedOn === null ? await live() : [...(row.handOver ?? [])] };
  }
}
