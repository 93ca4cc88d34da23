import {
  capabilityErrors,
  interviewRecorded,
  type CadreStratum,
  type InputOf,
  type RatedCapability,
  type recordInterview as command,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, instantAt, localDateOf, type Decision } from '@gezhi/shared/domain';
import { ensureNotLongAgo } from '../cadre/near.rules.js';

export interface InterviewState {
  readonly id: string;
  readonly version: number;
  readonly cadreId: string;
  readonly placeCode: string;
  readonly stratum: CadreStratum;
  readonly heldOn: values.LocalDate;
  readonly interviewerId: string;
  readonly summary: string;
  readonly levels: RatedCapability[];
}

/** What an interview is decided upon: the cadre as registered. */
export interface Interviewed {
  readonly active: boolean;
  readonly stratum: CadreStratum;
  readonly homePlace: string;
}

/**
 * G-12 An interview rates an active cadre by the capabilities of the jurisdiction, each once and with its evidence; it is kept
 * under the stratum the cadre had then.
 *
 * Refuses with `grid.capability.cadre-unknown`, `in-the-future`, `too-long-ago`, `tag-repeated` {tags} or `tag-unknown` {tags}.
 *
 * @param tags the catalogue in force at the cadre's place
 * @param by the account of the interviewer
 */
export function recordInterview(
  input: InputOf<typeof command>,
  cadre: Interviewed | undefined,
  tags: readonly string[],
  by: string,
  now: values.Instant,
): Decision<InterviewState> {
  ensure(cadre?.active, capabilityErrors.cadreUnknown);
  ensure(input.heldOn <= localDateOf(now), capabilityErrors.inTheFuture, { date: input.heldOn });
  ensureNotLongAgo(input.heldOn, now, capabilityErrors.tooLongAgo);
  const rated = input.levels.map(({ tag }) => tag);
  const repeated = rated.filter((tag, index) => rated.indexOf(tag) !== index);
  ensure(!repeated.length, capabilityErrors.tagRepeated, { tags: repeated });
  const unknown = rated.filter((tag) => !tags.includes(tag));
  ensure(!unknown.length, capabilityErrors.tagUnknown, { tags: unknown });
  const { id, cadreId, heldOn, summary, levels } = input;
  const { stratum, homePlace: placeCode } = cadre;
  return decide(
    { id, version: 1, cadreId, placeCode, stratum, heldOn, interviewerId: by, summary, levels },
    interviewRecorded({ interviewId: id, version: 1, cadreId, stratum, placeCode, tags: rated, at: now }),
  );
}

/** G-12 The levels of an interview hold from the beginning of its day, however late it is recorded. */
export function heldSince(interview: Pick<InterviewState, 'heldOn'>): values.Instant {
  return instantAt(interview.heldOn);
}
