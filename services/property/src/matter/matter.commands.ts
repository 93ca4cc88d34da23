import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  answerMatter,
  closeMatter,
  escalateMatter,
  estateErrors,
  openMatter,
  publishMatterPolicy,
  returnMatter,
  type InputOf,
} from '@gezhi/shared/contracts';
import { Policies, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { EstateQueries } from '../estate/estate.queries.js';
import { MatterChanges } from './matter-change.commands.js';
import { acceptPolicy } from './matter-policy.rules.js';
import { MatterPolicyVersion } from './matter.entity.js';
import { MatterQueries } from './matter.queries.js';
import { answer, close, escalate, handBack, open } from './matter.rules.js';

@Injectable()
export class MatterCommands {
  constructor(
    private readonly changes: MatterChanges,
    private readonly estates: EstateQueries,
    private readonly queries: MatterQueries,
    private readonly policies: Policies,
  ) {}

  @Handles(openMatter)
  async open(input: InputOf<typeof openMatter>, request: Request): Promise<Reply> {
    const estate = await this.estates.estate(input.estateId, request);
    ensure(estate, estateErrors.estateUnknown);
    const around = await this.queries.around(request, { ...estate, estateId: input.estateId });
    return this.changes.open(request, (now) => open(input, estate, around, now));
  }

  @Handles(escalateMatter)
  escalate({ id, reason }: InputOf<typeof escalateMatter>, request: Request): Promise<Reply> {
    return this.changes.move(request, id, (matter, around, now) => escalate(matter, reason, around, now));
  }

  @Handles(returnMatter)
  handBack({ id, reason }: InputOf<typeof returnMatter>, request: Request): Promise<Reply> {
    return this.changes.move(request, id, (matter, around, now) => handBack(matter, reason, around, now));
  }

  @Handles(answerMatter)
  answer(input: InputOf<typeof answerMatter>, request: Request): Promise<Reply> {
    return this.changes.move(request, input.id, (matter, around, now) => answer(matter, input, around, now));
  }

  @Handles(closeMatter)
  close({ id }: InputOf<typeof closeMatter>, request: Request): Promise<Reply> {
    return this.changes.move(request, id, close);
  }

  @Handles(publishMatterPolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishMatterPolicy>, request: Request): Promise<Reply> {
    return this.policies.publish(request, MatterPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }
}
