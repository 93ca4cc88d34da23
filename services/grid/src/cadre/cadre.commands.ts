import { Injectable } from '@nestjs/common';
import {
  cadreErrors,
  completeDuty,
  confirmDuty,
  deployCadre,
  issueDuty,
  recallCadre,
  registerCadre,
  requestErrors,
  withdrawCadre,
  type InputOf,
} from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { constraint, Database, guard, insert, named, newPerson, Person, UnitOfWork, type Reply, today } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdsRoleNear } from '@gezhi/shared/platform';
import { cadreColumns } from './cadre-columns.queries.js';
import { Cadre, CadreDeployment, Duty } from './cadre.entity.js';
import { CadreQueries } from './cadre.queries.js';
import { deploy, register, withdraw, type CadreState } from './deployment.rules.js';
import { stillServing } from './duty.plan.js';
import { complete, confirm, issue } from './duty.rules.js';
import { recallDeployment } from './recall.commands.js';
import { gridInForce, gridsAtPlace } from '../partition/in-force.plan.js';
import { activeCadre } from './active.queries.js';

constraint('cadre_account_key', cadreErrors.accountTaken);
constraint('cadre_deployment_lasting_key', cadreErrors.alreadyDeployed);
constraint('cadre_deployment_dates_excl', cadreErrors.alreadyDeployed);

const placeOf = named('cadre.place', 'SELECT home_place AS place FROM cadre WHERE id = $1');
const lockCadre = `SELECT ${cadreColumns} FROM cadre t WHERE t.id = $1 FOR UPDATE`;

@Injectable()
export class CadreCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly cadres: CadreQueries,
  ) {}

  @Handles(registerCadre)
  register(input: InputOf<typeof registerCadre>, request: Request): Promise<Reply> {
    const { personId: id, homePlace: communityCode, name, phone } = input;
    const also = [
      insert(Person, newPerson({ id, communityCode, name, phone })),
      guard(cadreErrors.placeUnknown, gridsAtPlace, input.homePlace),
      ...holdsRoleNear(cadreErrors.accountNotInvited, 'cadre', input.accountId, input.homePlace),
    ];
    return this.work.create(
      request,
      Cadre,
      () => register(input),
      (cadre) => ({ place: cadre.homePlace, also }),
    );
  }

  @Handles(withdrawCadre)
  async withdraw(input: InputOf<typeof withdrawCadre>, request: Request): Promise<Reply> {
    const [at] = await this.database.read<{ place: string }>(placeOf, [input.id]);
    ensure(at, requestErrors.notFound);
    return this.work.act(request, { place: at.place, id: input.id }, async (act) => {
      const [cadre] = await act.query<CadreState>(lockCadre, [input.id]);
      const [{ lasting }] = (await act.query<{ lasting: number }>(
        `SELECT count(*)::int AS lasting FROM cadre_deployment WHERE cadre_id = $1 AND (ended_on IS NULL OR ended_on > ${today})`,
        [input.id],
      )) as [{ lasting: number }];
      const { state } = withdraw(cadre!, lasting);
      await act.query('UPDATE cadre SET active = false, version = version + 1 WHERE id = $1', [input.id]);
      act.note({ active: [true, false] });
      return { ...state, version: state.version + 1 };
    });
  }

  @Handles(deployCadre)
  async deploy(input: InputOf<typeof deployCadre>, request: Request): Promise<Reply> {
    const cadre = await this.cadres.facts(input.cadreId, input.gridCode);
    ensure(cadre, requestErrors.notFound);
    const also = [
      guard(cadreErrors.withdrawn, activeCadre, input.cadreId),
      guard(cadreErrors.gridUnknown, gridInForce, input.gridCode),
      ...holdsRoleNear(cadreErrors.accountNotInvited, 'cadre', cadre.accountId, input.gridCode),
    ];
    return this.work.create(
      request,
      CadreDeployment,
      (now) => deploy(input, cadre, now),
      ({ gridCode }) => ({ place: gridCode, also }),
    );
  }

  @Handles(recallCadre)
  recall(input: InputOf<typeof recallCadre>, request: Request): Promise<Reply> {
    return recallDeployment(this.work, this.database, input, request);
  }

  @Handles(issueDuty)
  async issue(input: InputOf<typeof issueDuty>, request: Request): Promise<Reply> {
    const serving = await this.cadres.servingAt(input.cadreId, input.gridCode);
    const also = serving ? [stillServing(serving)] : [];
    return this.work.create(
      request,
      Duty,
      (now) => issue(input, serving, now),
      ({ gridCode }) => ({ place: gridCode, also }),
    );
  }

  @Handles(confirmDuty)
  confirm(input: InputOf<typeof confirmDuty>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      Duty,
      input.id,
      (duty) => confirm(duty, request.actor.id),
      ({ gridCode }) => ({ place: gridCode }),
    );
  }

  @Handles(completeDuty)
  complete(input: InputOf<typeof completeDuty>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      Duty,
      input.id,
      (duty, now) => complete(duty, request.actor.id, now),
      ({ gridCode }) => ({ place: gridCode }),
    );
  }
}
