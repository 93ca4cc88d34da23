import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { declareRecusal, endRecusal, fitListErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { FitRecusal } from './fit-list.entity.js';
import { declare, end } from './recusal.rules.js';
import { activeCadre } from '../cadre/active.queries.js';

constraint('fit_recusal_cadre_fkey', fitListErrors.cadreUnknown);

@Injectable()
export class RecusalCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(declareRecusal)
  declare(input: InputOf<typeof declareRecusal>, request: Request): Promise<Reply> {
    return this.work.create(
      request,
      FitRecusal,
      (now) => declare(input, request.actor.id, now),
      ({ placeCode: place }) => ({ place, also: [guard(fitListErrors.cadreUnknown, activeCadre, input.cadreId)] }),
    );
  }

  @Handles(endRecusal)
  end({ id }: InputOf<typeof endRecusal>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      FitRecusal,
      id,
      (recusal, now) => end(recusal, now),
      ({ placeCode: place }) => ({ place }),
    );
  }
}
