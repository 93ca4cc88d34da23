import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { declareRecusal, endRecusal, fitListErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, guard, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { activeCadreNear } from '../cadre/active.queries.js';
import { gridCodeLength, gridInForce, gridsAtPlace } from '../partition/in-force.plan.js';
import { FitRecusal } from './fit-list.entity.js';
import { declare, end } from './recusal.rules.js';

constraint('fit_recusal_cadre_fkey', fitListErrors.cadreUnknown);
constraint('fit_recusal_lasting_key', fitListErrors.recusedAlready);

@Injectable()
export class RecusalCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(declareRecusal)
  declare(input: InputOf<typeof declareRecusal>, request: Request): Promise<Reply> {
    return this.work.create(
      request,
      FitRecusal,
      (now) => declare(input, request.actor.id, now),
      ({ placeCode: place }) => ({
        place,
        also: [
          guard(fitListErrors.cadreUnknown, activeCadreNear, input.cadreId, place, place),
          guard(fitListErrors.gridUnknown, place.length === gridCodeLength ? gridInForce : gridsAtPlace, place),
        ],
      }),
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
