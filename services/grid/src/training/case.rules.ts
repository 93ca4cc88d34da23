import {
  casePushed,
  trainingErrors,
  type InputOf,
  type PushChannel,
  type publishCase,
  type pushCase,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { checkTag, type Vocabulary } from './drill.rules.js';

export interface CaseArticleState {
  readonly id: string;
  readonly version: number;
  readonly placeCode: string;
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly publishedById: string;
  readonly publishedAt: values.Instant;
}

export interface CasePushState {
  readonly id: string;
  readonly version: number;
  readonly articleId: string;
  readonly placeCode: string;
  readonly channel: PushChannel;
  readonly recipients: number;
  readonly pushedAt: values.Instant;
}

/** G-30 A typical case is published under a capability of the jurisdiction. Refuses with `grid.training.tag-unknown`. */
export function publish(
  input: InputOf<typeof publishCase>,
  { playbook, actorId }: { readonly playbook: Vocabulary; readonly actorId: string },
  now: values.Instant,
): Decision<CaseArticleState> {
  checkTag(input.tag, playbook);
  const { id, placeCode, title, body, tag } = input;
  return decide({ id, version: 1, placeCode, title, body, tag, publishedById: actorId, publishedAt: now });
}

/**
 * G-30 A case is pushed to the place it was published for, or within it; every push counts.
 * Refuses with `grid.training.case-unknown`.
 *
 * @param publishedAt the place the case was published for, if there is such a case
 */
export function push(input: InputOf<typeof pushCase>, publishedAt: string | undefined, now: values.Instant): Decision<CasePushState> {
  const { pushId, id: articleId, placeCode, channel, recipients } = input;
  ensure(publishedAt !== undefined && placeCode.startsWith(publishedAt), trainingErrors.caseUnknown);
  return decide(
    { id: pushId, version: 1, articleId, placeCode, channel, recipients, pushedAt: now },
    casePushed({ pushId, articleId, placeCode, at: now, version: 1 }),
  );
}
