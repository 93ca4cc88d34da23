import { Injectable } from '@nestjs/common';
import { registerWorker, requestErrors, retireWorker, workerErrors, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { constraint, guard, insert, newPerson, Person, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdsRoleNear } from '@gezhi/shared/platform';
import { register, retire, type WorkerState } from './posting.rules.js';
import { gridsAtPlace } from '../partition/in-force.plan.js';
import { GridWorker } from './worker.entity.js';

constraint('grid_worker_account_key', workerErrors.accountTaken);

const alone = `SELECT id, version, person_id AS "personId", account_id AS "accountId", home_place AS "homePlace", active, joined_on AS "joinedOn",
  left_on AS "leftOn", left_reason AS "leftReason" FROM grid_worker WHERE id = $1 FOR UPDATE`;
const lasting = 'SELECT count(*)::int AS lasting FROM worker_posting WHERE worker_id = $1 AND ended_on IS NULL';

@Injectable()
export class WorkerCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(registerWorker)
  register(input: InputOf<typeof registerWorker>, request: Request): Promise<Reply> {
    const { personId: id, name, phone, homePlace } = input;
    const also = [
      insert(Person, newPerson({ id, communityCode: homePlace, name, phone })),
      guard(workerErrors.placeUnknown, gridsAtPlace, homePlace),
      ...holdsRoleNear(workerErrors.accountNotInvited, 'grid-worker', input.accountId, homePlace),
    ];
    return this.work.create(
      request,
      GridWorker,
      (now) => register(input, now),
      (worker) => ({ place: worker.homePlace, also }),
    );
  }

  /** The worker's row is held alone, so that no posting begins meanwhile. */
  @Handles(retireWorker)
  async retire(input: InputOf<typeof retireWorker>, request: Request): Promise<Reply> {
    const { state } = await this.work.load(request, GridWorker, input.id);
    return this.work.act(request, { place: state.homePlace, id: input.id }, (act) => this.retireAlone(act, input, request));
  }

  private async retireAlone(act: Act, input: InputOf<typeof retireWorker>, request: Request): Promise<WorkerState> {
    const [worker] = await act.query<WorkerState>(alone, [input.id]);
    ensure(worker, requestErrors.notFound);
    ensure([undefined, worker.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: worker.version });
    const [postings] = await act.query<{ lasting: number }>(lasting, [input.id]);
    const { state } = retire(worker, input, postings!.lasting, act.now);
    await act.query('UPDATE grid_worker SET active = false, left_on = $2, left_reason = $3, version = version + 1 WHERE id = $1', [
      input.id,
      state.leftOn,
      state.leftReason,
    ]);
    act.note({ active: [true, false], leftOn: [null, state.leftOn] });
    return { ...state, version: worker.version + 1 };
  }
}
