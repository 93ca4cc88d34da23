import type {
  CandidateState,
  EventData,
  ProblemScope,
  problemRectified,
  problemReopened,
  problemTransferred,
} from '@gezhi/shared/contracts';

/** What is known of a problem that may become a topic. */
export interface CandidateFacts {
  readonly problemId: string;
  readonly placeCode: string;
  readonly gridCodes: readonly string[];
  readonly scope: ProblemScope;
  readonly class: string;
  /** Null while its transfer has not been heard: such a problem is no candidate. */
  readonly transferredAt: string | null;
  readonly isMet: boolean;
  readonly version: number;
}

type About = Pick<EventData<typeof problemReopened>, 'problemId' | 'placeCode' | 'gridCodes' | 'scope' | 'class' | 'version'>;
const about = ({ problemId, placeCode, gridCodes, scope, class: problemClass, version }: About) => ({
  problemId,
  placeCode,
  gridCodes,
  scope,
  class: problemClass,
  version,
});

/** C-09 A problem that becomes an annual special item is unmet, and a candidate for the council. */
export function transferred(data: EventData<typeof problemTransferred>): CandidateFacts {
  return { ...about(data), transferredAt: data.transferredAt, isMet: false };
}

/** C-09 A problem rectified needs no topic any more. */
export function rectified(data: EventData<typeof problemRectified>): CandidateFacts {
  return { ...about(data), transferredAt: null, isMet: true };
}

/** C-09 A problem whose re-check failed is unmet again. */
export function reopened(data: EventData<typeof problemReopened>): CandidateFacts {
  return { ...about(data), transferredAt: null, isMet: false };
}

/** C-09 Of two tidings of a problem the later version says where it is and whether it is met; a transfer once heard stays, in any order of arrival. */
export function latest(known: CandidateFacts | undefined, heard: CandidateFacts): CandidateFacts {
  if (!known) return heard;
  const holds = heard.version > known.version ? heard : known;
  const transfers = [known.transferredAt, heard.transferredAt].filter((at) => at !== null).toSorted();
  return { ...holds, transferredAt: transfers.at(-1) ?? null };
}

/** C-09 A candidate is open while it is unmet, and withdrawn once met; without a transfer it is none. */
export function stateOf({ transferredAt, isMet }: CandidateFacts): CandidateState | null {
  if (transferredAt === null) return null;
  return isMet ? 'withdrawn' : 'open';
}
