import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { publishPlaybookPolicy, type InputOf } from '@gezhi/shared/contracts';
import { Policies, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { acceptPolicy } from './playbook-policy.rules.js';
import { PlaybookPolicyVersion } from './playbook.entity.js';

@Injectable()
export class PlaybookPolicyCommands {
  constructor(private readonly policies: Policies) {}

  /** Holds for what is drafted, listed and formed from now on; what was applied stays as it was. */
  @Handles(publishPlaybookPolicy)
  async publish({ id, jurisdictionId, ...playbook }: InputOf<typeof publishPlaybookPolicy>, request: Request): Promise<Reply> {
    return this.policies.publish(request, PlaybookPolicyVersion, { id, jurisdictionId, ...acceptPolicy(playbook) });
  }
}
