import {
  estateErrors,
  spaceConversionCompleted,
  type ConversionPictures,
  type ConversionState,
  type ConversionTarget,
  type InputOf,
  type proposeSpaceConversion,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureDecided, type Decided } from '../known-decision/known-decision.rules.js';

/** P-22 A common part is put to another use stage by stage, and no stage is left out; only a proposal can be withdrawn. */
export const conversionLife = transitions<ConversionState, 'approve' | 'build' | 'complete' | 'withdraw'>(
  {
    PROPOSED: { approve: 'APPROVED', withdraw: 'WITHDRAWN' },
    APPROVED: { build: 'BUILT' },
    BUILT: { complete: 'DONE' },
    DONE: {},
    WITHDRAWN: {},
  },
  { initial: 'PROPOSED' },
);

export interface SpaceConversionState {
  readonly id: string;
  readonly version: number;
  readonly estateId: string;
  readonly communityCode: string;
  readonly location: string;
  readonly target: ConversionTarget;
  readonly state: ConversionState;
  readonly before: ConversionPictures;
  readonly decisionId: string | null;
  readonly after: ConversionPictures | null;
  readonly proposedAt: values.Instant;
  readonly approvedAt: values.Instant | null;
  readonly builtAt: values.Instant | null;
  readonly endedAt: values.Instant | null;
}

/** P-22 Another use of a common part is proposed, with photographs of how it is now. Refuses with `property.estate.estate-unknown`. */
export function propose(
  input: InputOf<typeof proposeSpaceConversion>,
  estate: { readonly communityCode: string } | undefined,
  now: values.Instant,
): Decision<SpaceConversionState> {
  ensure(estate, estateErrors.estateUnknown);
  return decide({
    ...{ ...input, version: 1, communityCode: estate.communityCode, state: conversionLife.initial, decisionId: null, after: null },
    ...{ proposedAt: now, approvedAt: null, builtAt: null, endedAt: null },
  });
}

/**
 * P-22 The owners of the estate approved this very conversion by three quarters, in a certified ballot (民法典 278(8)). Refuses with
 * `platform.request.wrong-state` or `property.decision.decision-required` {matter, majority}.
 */
export function approve(
  conversion: SpaceConversionState,
  decision: Decided | undefined,
  now: values.Instant,
): Decision<SpaceConversionState> {
  const state = conversionLife.next(conversion.state, 'approve');
  const { id: subjectId, estateId, communityCode } = conversion;
  ensureDecided(decision, { matter: 'COMMON_PART_USE', estateId, communityCode, subjectId, majority: 'SPECIAL' });
  return decide({ ...conversion, state, decisionId: decision.id, approvedAt: now });
}

/** P-22 What was approved is built. Refuses with `platform.request.wrong-state`. */
export function build(conversion: SpaceConversionState, now: values.Instant): Decision<SpaceConversionState> {
  return decide({ ...conversion, state: conversionLife.next(conversion.state, 'build'), builtAt: now });
}

/** P-22 What was built is in use, with photographs of how it is now. Refuses with `platform.request.wrong-state`. */
export function complete(conversion: SpaceConversionState, after: ConversionPictures, now: values.Instant): Decision<SpaceConversionState> {
  const state = conversionLife.next(conversion.state, 'complete');
  const { id: conversionId, estateId, communityCode, target, version } = conversion;
  return decide(
    { ...conversion, state, after, endedAt: now },
    spaceConversionCompleted({
      ...{ conversionId, estateId, communityCode, target, decisionId: conversion.decisionId!, at: now, version: version + 1 },
    }),
  );
}

/** P-22 A proposal is withdrawn, for instance because the owners did not approve it. Refuses with `platform.request.wrong-state`. */
export function withdraw(conversion: SpaceConversionState, now: values.Instant): Decision<SpaceConversionState> {
  return decide({ ...conversion, state: conversionLife.next(conversion.state, 'withdraw'), endedAt: now });
}
