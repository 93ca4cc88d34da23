import { Injectable } from '@nestjs/common';
import { cadreErrors, confirmHandOver, extendDeployment, requestErrors, rotateCadre, type InputOf } from '@gezhi/shared/contracts';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, named, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { CadreDeployment } from './cadre.entity.js';
import { confirmHandOver as confirm } from './hand-over.rules.js';
import { carryOut, held, placeOfDeployment } from './recall.commands.js';
import { extend, rotate } from './term.rules.js';

const accountsOf = named(
  'cadre.deployment-accounts',
  `SELECT c.account_id AS "accountId", s.account_id AS "successorAccountId"
   FROM cadre_deployment d JOIN cadre c ON c.id = d.cadre_id LEFT JOIN cadre s ON s.id = d.successor_id WHERE d.id = $1`,
);
const newGrid = `SELECT EXISTS (SELECT 1 FROM grid g WHERE g.code = $3 AND g.valid_to IS NULL) AS "inForce", ${inScope({ place: '$3::text' })} AS allowed`;

/** G-27 A deployment goes on longer, elsewhere, or in the hands of a successor who says so. */
@Injectable()
export class RotationCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
  ) {}

  @Handles(extendDeployment)
  async extend(input: InputOf<typeof extendDeployment>, request: Request): Promise<Reply> {
    const { accountId } = await this.accounts(input.id);
    return this.work.change(
      request,
      CadreDeployment,
      input.id,
      (deployment, now) => extend(deployment, input, accountId, now),
      ({ gridCode }) => ({ place: gridCode }),
    );
  }

  @Handles(rotateCadre)
  async rotate(input: InputOf<typeof rotateCadre>, request: Request): Promise<Reply> {
    const place = await placeOfDeployment(this.database, input.id);
    return this.work.act(request, { place, id: input.id }, async (act) => {
      const { deployment, facts } = await held(act, input.id, input.successorId ?? null, request.expectedVersion);
      await this.ensureGrid(act, input.gridCode, request);
      const { ended, begun } = rotate(deployment, input, facts, act.now);
      const was = await carryOut(act, ended);
      await act.insert(CadreDeployment, [begun.state as CadreDeployment]);
      for (const happened of begun.events) act.emit(happened, { id: begun.state.id, place: begun.state.gridCode });
      act.note({ rotatedTo: begun.state.id });
      return { ended: was, begun: begun.state };
    });
  }

  @Handles(confirmHandOver)
  async confirm(input: InputOf<typeof confirmHandOver>, request: Request): Promise<Reply> {
    const { successorAccountId } = await this.accounts(input.id);
    return this.work.change(
      request,
      CadreDeployment,
      input.id,
      (deployment, now) => confirm(deployment, successorAccountId, request.actor.id, now) as { state: CadreDeployment; events: [] },
      ({ gridCode }) => ({ place: gridCode }),
    );
  }

  /** Whoever rotates a cadre decides for the grid it goes to as well. */
  private async ensureGrid(act: Act, gridCode: string, request: Request): Promise<void> {
    const [grid] = await act.query<{ inForce: boolean; allowed: boolean }>(newGrid, [...scopeParameters(request), gridCode]);
    ensure(grid!.allowed, requestErrors.notFound);
    ensure(grid!.inForce, cadreErrors.gridUnknown);
  }

  private async accounts(id: string): Promise<{ accountId: string | null; successorAccountId: string | null }> {
    const [row] = await this.database.read<{ accountId: string | null; successorAccountId: string | null }>(accountsOf, [id]);
    ensure(row, requestErrors.notFound);
    return row;
  }
}
