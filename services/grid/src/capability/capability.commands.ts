import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { capabilityErrors, recordInterview as command, type InputOf } from '@gezhi/shared/contracts';
import { constraint, Database, guard, named, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { PlaybookQueries } from '../playbook/playbook.queries.js';
import { CapabilityInterview } from './capability.entity.js';
import { assessed } from './capability.plan.js';
import { heldSince, recordInterview, type Interviewed, type InterviewState } from './interview.rules.js';
import { activeCadre } from '../cadre/active.queries.js';

// Of an interview the rule has refused it before; a drill sheet or an assessment that rates twice is refused here.
constraint('capability_once_key', capabilityErrors.tagRepeated);

const interviewed = named('capability.interviewed', 'SELECT active, stratum, home_place AS "homePlace" FROM cadre WHERE id = $1');

const ratingsOf = ({ id: sourceId, cadreId: holderId, placeCode, heldOn, levels }: InterviewState) =>
  levels.map(({ tag, level, evidence }) =>
    assessed({ holderKind: 'CADRE', holderId, placeCode, tag, level, evidence, source: 'INTERVIEW', sourceId, at: heldSince({ heldOn }) }),
  );

@Injectable()
export class CapabilityCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly playbooks: PlaybookQueries,
  ) {}

  @Handles(command)
  async record(input: InputOf<typeof command>, request: Request): Promise<Reply> {
    const [cadre] = await this.database.read<Interviewed>(interviewed, [input.cadreId]);
    const tags = cadre ? (await this.playbooks.at(cadre.homePlace)).capabilities.map(({ code }) => code) : [];
    return this.work.create(
      request,
      CapabilityInterview,
      (now) => recordInterview(input, cadre, tags, request.actor.id, now),
      (interview) => ({
        place: interview.placeCode,
        also: [...ratingsOf(interview), guard(capabilityErrors.cadreUnknown, activeCadre, input.cadreId)],
      }),
    );
  }
}
