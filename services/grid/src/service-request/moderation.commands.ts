import { Injectable } from '@nestjs/common';
import { moderateServiceRequest, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import type { Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { moderate } from './moderation.rules.js';
import { byOf, RequestChanges } from './request-change.commands.js';

@Injectable()
export class ModerationCommands {
  constructor(private readonly changes: RequestChanges) {}

  @Handles(moderateServiceRequest)
  moderate({ id, ...given }: InputOf<typeof moderateServiceRequest>, request: Request): Promise<Reply> {
    return this.changes.step(request, id, 'moderate', (state) => moderate(state, given, byOf(request)));
  }
}
