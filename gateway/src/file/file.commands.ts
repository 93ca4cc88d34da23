import { Injectable } from '@nestjs/common';
import { storeFile, type InputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { UnitOfWork, type Reply } from '@gezhi/shared/database';
import { decide } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { File } from './file.entity.js';

@Injectable()
export class FileCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(storeFile)
  store(input: InputOf<typeof storeFile>, request: Request): Promise<Reply> {
    const row = (now: string): File => ({ ...input, version: 1, uploadedBy: request.actor.id, uploadedAt: now });
    return this.work.create(
      request,
      File,
      (now) => decide(row(now)),
      () => ({ place: '', own: true }),
    );
  }
}
