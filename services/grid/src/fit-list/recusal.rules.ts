import type { declareRecusal, InputOf, values } from '@gezhi/shared/contracts';
import { decide, transitions, type Decision } from '@gezhi/shared/domain';

export const recusalLife = transitions<'IN_FORCE' | 'ENDED', 'end'>({ IN_FORCE: { end: 'ENDED' }, ENDED: {} }, { initial: 'IN_FORCE' });

export interface RecusalState {
  readonly id: string;
  readonly version: number;
  readonly cadreId: string;
  /** A grid or a community. */
  readonly placeCode: string;
  readonly reason: string;
  readonly declaredById: string;
  readonly declaredAt: values.Instant;
  readonly endedAt: values.Instant | null;
}

/** G-13 A cadre stands back from a grid or a community from now on, with the reason; lists generated from then on keep to it. */
export function declare(input: InputOf<typeof declareRecusal>, by: string, now: values.Instant): Decision<RecusalState> {
  return decide({ ...input, version: 1, declaredById: by, declaredAt: now, endedAt: null });
}

/** G-13 A recusal ends once; refuses with `platform.request.wrong-state`. */
export function end(recusal: RecusalState, now: values.Instant): Decision<RecusalState> {
  recusalLife.next(recusal.endedAt === null ? recusalLife.initial : 'ENDED', 'end');
  return decide({ ...recusal, endedAt: now });
}
