import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { publishCase, pushCase, type InputOf } from '@gezhi/shared/contracts';
import { Database, named, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { PlaybookQueries } from '../playbook/playbook.queries.js';
import { publish, push } from './case.rules.js';
import { CaseArticle, CasePush } from './training.entity.js';

const placeOf = named('training.case-place', 'SELECT place_code AS place FROM case_article WHERE id = $1');

@Injectable()
export class CaseCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly playbook: PlaybookQueries,
  ) {}

  @Handles(publishCase)
  async publish(input: InputOf<typeof publishCase>, request: Request): Promise<Reply> {
    const facts = { playbook: await this.playbook.at(input.placeCode), actorId: request.actor.id };
    return this.work.create(
      request,
      CaseArticle,
      (now) => publish(input, facts, now),
      ({ placeCode: place }) => ({ place }),
    );
  }

  @Handles(pushCase)
  async push(input: InputOf<typeof pushCase>, request: Request): Promise<Reply> {
    const [article] = await this.database.read<{ place: string }>(placeOf, [input.id]);
    return this.work.create(
      request,
      CasePush,
      (now) => push(input, article?.place, now),
      ({ placeCode: place }) => ({ place }),
    );
  }
}
