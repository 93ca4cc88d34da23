import { z } from 'zod';
import { contract } from '../define.js';
import * as values from '../values.js';
import { publicTaskView } from './resolution-values.js';
import { publicTopicView, topicStageEntry } from './topic-values.js';

export const topicTimeline = contract({
  subject: 'council.query.topic-timeline.read.v1',
  summary:
    'What became of a topic, from its origin to its result, for everyone: each stage with its day, bulletins, and tasks with their progress',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/public-topics/:id/timeline',
  input: z.object({ id: values.id }),
  output: z
    .object({
      topic: publicTopicView,
      stages: z.array(topicStageEntry),
      bulletins: z.array(z.object({ id: values.id, edition: z.int(), title: z.string(), publishedAt: values.instant })),
      tasks: z.array(publicTaskView),
    })
    .meta({ id: 'TopicTimeline' }),
});
