import { requestErrors, type AgendaItem, type values } from '@gezhi/shared/contracts';
import type { Write } from '@gezhi/shared/database';
import { ensure, type Decision } from '@gezhi/shared/domain';
import { topicReleased, topicScheduled } from '../topic/topic.plan.js';
import { ensureOfCommunity, type TopicState } from '../topic/topic.rules.js';
import type { SessionState } from './session.rules.js';

/** A decision upon a session, with what its commit writes for the topics of its agenda. */
export interface Arrangement extends Decision<SessionState> {
  readonly topics: readonly Write[];
}

/** The topics that an agenda names, each once. */
export const topicIdsOf = (agenda: readonly AgendaItem[]): string[] => [
  ...new Set(agenda.flatMap(({ topicId }) => (topicId === null ? [] : [topicId]))),
];

/**
 * C-08 What a decision upon a session does to topics: those that came onto its agenda are scheduled, those that left it wait again, as do
 * all when the session comes to nothing. Refuses with `council.topic.topic-unknown` or as `topicScheduled` does.
 *
 * @param before the agenda as it was
 * @param known the topics of both agendas, read before the decision
 */
export function withTopics(
  { state, events }: Decision<SessionState>,
  before: readonly AgendaItem[],
  known: readonly TopicState[],
  now: values.Instant,
): Arrangement {
  const [had, has] = [topicIdsOf(before), topicIdsOf(isOff(state) ? [] : state.agenda)];
  const named = (id: string) => known.find((topic) => topic.id === id);
  const scheduled = has
    .filter((id) => !had.includes(id))
    .flatMap((id) => {
      const topic = named(id);
      ensureOfCommunity(topic, state.communityCode);
      // One that is this session's already was scheduled by it before: by a ballot, or by the same arrangement sent again.
      return topic.sessionId === state.id ? [] : [topicScheduled(topic, state.id, now)];
    });
  const released = had
    .filter((id) => !has.includes(id))
    .map((id) => {
      const topic = named(id);
      // The agenda was changed since its topics were read.
      ensure(topic, requestErrors.concurrent);
      return topicReleased(topic, state.id, now);
    });
  const parts = [...scheduled, ...released];
  return { state, events: [...events, ...parts.flatMap((part) => part.events)], topics: parts.flatMap(({ writes }) => writes) };
}

const isOff = ({ state }: SessionState): boolean => state === 'CANCELLED' || state === 'LAPSED';
