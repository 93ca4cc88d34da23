import { Injectable } from '@nestjs/common';
import { councilOverview, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { Handles } from '@gezhi/shared/messaging';
import { TopicQueries } from '../topic/topic.queries.js';

@Injectable()
export class OverviewQueries {
  constructor(private readonly topics: TopicQueries) {}

  @Handles(councilOverview)
  async ofPlace(input: InputOf<typeof councilOverview>, request: Request): Promise<OutputOf<typeof councilOverview>> {
    return { topicCandidates: await this.topics.countCandidates(input.placeCode, request) };
  }
}
