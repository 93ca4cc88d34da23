import {
  resourceAllocated,
  resourceErrors,
  type AllocationKind,
  type AllocationSource,
  type allocateResource,
  type endAllocation,
  type InputOf,
  type TypePlaybook,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import { ensureNear } from '../cadre/near.rules.js';

export interface AllocationState {
  readonly id: string;
  readonly version: number;
  readonly gridCode: string;
  readonly kind: AllocationKind;
  readonly code: string;
  /** Money in fen, equipment in pieces. */
  readonly quantity: number;
  readonly source: AllocationSource;
  readonly sourceId: string | null;
  readonly fromOn: values.LocalDate;
  /** The last day; null while it lasts. */
  readonly endedOn: values.LocalDate | null;
  readonly note: string | null;
  readonly endReason: string | null;
}

/**
 * G-09 Money or equipment that the standard of the jurisdiction knows, for any type, is allocated to a grid from a day on.
 * Refuses with `grid.resource.resource-unknown` {code}, `too-far-ahead` or `too-long-ago` {day}.
 */
export function allocate(
  input: InputOf<typeof allocateResource>,
  types: readonly Pick<TypePlaybook, 'resources'>[],
  now: values.Instant,
): Decision<AllocationState> {
  const { id, gridCode, kind, code, quantity, source } = input;
  ensure(
    types.some(({ resources }) => resources.some((item) => item.kind === kind && item.code === code)),
    resourceErrors.resourceUnknown,
    { code },
  );
  ensureNear(input.fromOn, now, resourceErrors);
  const { sourceId = null, note = null, ...given } = input;
  return decide(
    { ...given, version: 1, sourceId, note, endedOn: null, endReason: null },
    resourceAllocated({ allocationId: id, gridCode, kind, code, quantity, source, at: now, version: 1 }),
  );
}

/** G-09 An allocation ends once, no earlier than it begins; refuses with `grid.resource.already-ended` or `period-invalid`. */
export function end(allocation: AllocationState, { endedOn, reason }: InputOf<typeof endAllocation>): Decision<AllocationState> {
  ensure(allocation.endedOn === null, resourceErrors.alreadyEnded);
  ensure(endedOn >= allocation.fromOn, resourceErrors.periodInvalid);
  return decide({ ...allocation, endedOn, endReason: reason });
}
