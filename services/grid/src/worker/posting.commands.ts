import { Injectable } from '@nestjs/common';
import { confirmWorkerDuties, postWorker, recallWorker, requestErrors, workerErrors, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { constraint, guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdsRoleNear } from '@gezhi/shared/platform';
import { confirmDuties, post, recallPosting, type PostingState } from './posting.rules.js';
import { WorkerPolicyQueries } from './worker-policy.queries.js';
import { WorkerPosting } from './worker.entity.js';
import { WorkerQueries } from './worker.queries.js';
import { gridInForce } from '../partition/in-force.plan.js';

constraint('worker_posting_home_key', workerErrors.homeTaken);
constraint('worker_posting_lasting_key', workerErrors.alreadyPosted);

const activeWorker = 'EXISTS (SELECT 1 FROM grid_worker w WHERE w.id = ?::uuid AND w.active FOR SHARE)';
/** A home posting that was ended on a later day still holds until that day. */
const homeless = 'NOT EXISTS (SELECT 1 FROM worker_posting p WHERE p.worker_id = ?::uuid AND p.home AND p.ended_on >= ?::date)';
const at = ({ gridCode: place }: PostingState) => ({ place });

@Injectable()
export class PostingCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly workers: WorkerQueries,
    private readonly policies: WorkerPolicyQueries,
  ) {}

  @Handles(postWorker)
  async post(input: InputOf<typeof postWorker>, request: Request): Promise<Reply> {
    const { workerId, gridCode, home, startsOn } = input;
    const [worker, duties] = await Promise.all([this.workers.facts(workerId, gridCode, request), this.policies.dutiesAt(gridCode)]);
    ensure(worker, requestErrors.notFound);
    const also = [
      guard(workerErrors.retired, activeWorker, workerId),
      guard(workerErrors.gridUnknown, gridInForce, gridCode),
      ...holdsRoleNear(workerErrors.accountNotInvited, 'grid-worker', worker.accountId, gridCode),
      ...(home ? [guard(workerErrors.homeTaken, homeless, workerId, startsOn)] : []),
    ];
    return this.work.create(
      request,
      WorkerPosting,
      (now) => post(input, worker, duties, now),
      (posting) => ({ ...at(posting), also }),
    );
  }

  @Handles(recallWorker)
  recall(input: InputOf<typeof recallWorker>, request: Request): Promise<Reply> {
    return this.work.change(request, WorkerPosting, input.id, (posting, now) => recallPosting(posting, input, now), at);
  }

  @Handles(confirmWorkerDuties)
  confirm({ id }: InputOf<typeof confirmWorkerDuties>, request: Request): Promise<Reply> {
    return this.work.change(request, WorkerPosting, id, (posting, now) => confirmDuties(posting, request.actor.id, now), at);
  }
}
