import { Injectable } from '@nestjs/common';
import { readImport, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { Intake } from './intake.entity.js';

@Injectable()
export class IntakeQueries {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(readImport)
  async read(input: InputOf<typeof readImport>, request: Request): Promise<OutputOf<typeof readImport>> {
    return (await this.work.load(request, Intake, input.id)).state;
  }
}
