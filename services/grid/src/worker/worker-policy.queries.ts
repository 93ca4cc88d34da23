import { Injectable } from '@nestjs/common';
import { eightFourOne, workerPolicy, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Policies } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { RequestPolicyQueries } from '../service-request/request-policy.queries.js';
import type { DutyCatalogue } from './posting.rules.js';
import { defaultPolicy } from './worker-policy.rules.js';
import { WorkerPolicyVersion } from './worker.entity.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };

@Injectable()
export class WorkerPolicyQueries {
  constructor(
    private readonly policies: Policies,
    private readonly requests: RequestPolicyQueries,
  ) {}

  /** What holds at a place; the built-in default where no jurisdiction has laid down its own. */
  @Handles(workerPolicy)
  async inForce({ placeCode }: InputOf<typeof workerPolicy>): Promise<OutputOf<typeof workerPolicy>> {
    return (await this.policies.inForce(WorkerPolicyVersion, placeCode)) ?? builtIn;
  }

  /** G-37 G-38 G-39 The 8, the 4 and the 1: the four are the service modes of requests. */
  @Handles(eightFourOne)
  async eightFourOne(input: InputOf<typeof eightFourOne>): Promise<OutputOf<typeof eightFourOne>> {
    const [{ duties, loop }, { modes }] = await Promise.all([this.inForce(input), this.requests.inForce(input)]);
    return { duties, services: modes, loop };
  }

  /** The duties a posting at a place may name. */
  async dutiesAt(placeCode: string): Promise<DutyCatalogue> {
    const { version, duties } = await this.inForce({ placeCode });
    return { version, codes: duties.map(({ code }) => code) };
  }
}
