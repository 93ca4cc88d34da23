import { Injectable } from '@nestjs/common';
import { recheckServiceRequest, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import type { Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { recheck } from './recheck.rules.js';
import { byOf, RequestChanges, type RequestRule } from './request-change.commands.js';
import { RequestFactsQueries } from './request-facts.queries.js';

@Injectable()
export class RecheckCommands {
  constructor(
    private readonly changes: RequestChanges,
    private readonly requests: RequestFactsQueries,
  ) {}

  @Handles(recheckServiceRequest)
  async recheck({ id, resolved, note }: InputOf<typeof recheckServiceRequest>, request: Request): Promise<Reply> {
    const speaking = await this.requests.speaking(request, id);
    const word = { by: byOf(speaking), channel: 'ACCOUNT', issuedById: null } as const;
    const rule: RequestRule = (state, now, terms, hands) => recheck(state, resolved, { ...word, ...hands }, terms, now);
    return this.changes.step(speaking, id, 'recheck', rule, { note, channel: 'ACCOUNT' });
  }
}
