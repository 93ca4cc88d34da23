import {
  councilErrors,
  resourcePledgeErrors,
  type InputOf,
  type pledgeResource,
  type PledgeState as PledgeStanding,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import type { MemberOrganizationState } from '../council/council.rules.js';
import { ensureInTaxonomy, type ServiceFieldPolicy } from '../service-field/service-field.rules.js';

export interface PledgeState {
  readonly id: string;
  readonly version: number;
  readonly councilId: string;
  readonly organizationId: string;
  readonly communityCode: string;
  readonly field: string;
  readonly title: string;
  readonly pledged: number;
  readonly delivered: number;
  readonly dueOn: values.LocalDate;
  readonly state: PledgeStanding;
  readonly endedOn: values.LocalDate | null;
  readonly retractionReason: string | null;
}

export const pledgeLife = transitions<PledgeStanding, 'deliver' | 'honour' | 'retract'>(
  { PLEDGED: { deliver: 'PLEDGED', honour: 'HONOURED', retract: 'RETRACTED' }, HONOURED: {}, RETRACTED: {} },
  { initial: 'PLEDGED' },
);

/**
 * C-17 A member organisation pledges so much of a service by a day. Refuses with `council.council.organization-withdrawn`,
 * `council.service-field.field-unknown` or `council.resource-pledge.due-invalid`.
 */
export function pledge(
  input: InputOf<typeof pledgeResource>,
  { organization, policy }: { readonly organization: MemberOrganizationState; readonly policy: Pick<ServiceFieldPolicy, 'fields'> },
  now: values.Instant,
): Decision<PledgeState> {
  const { id, field, title, pledged, dueOn } = input;
  const { id: organizationId, councilId, communityCode, state } = organization;
  ensure(state === 'ADMITTED', councilErrors.organizationWithdrawn);
  ensureInTaxonomy(policy, field);
  ensure(localDateOf(now) <= dueOn, resourcePledgeErrors.dueInvalid);
  return decide({
    ...{ id, version: 1, councilId, organizationId, communityCode, field, title, pledged, delivered: 0, dueOn },
    ...{ state: pledgeLife.initial, endedOn: null, retractionReason: null },
  });
}

/** C-17 So much more of a pledge was delivered; with all of it the pledge is honoured. Refuses with `council.resource-pledge.over-delivered` {left} or `platform.request.wrong-state`. */
export function deliver(made: PledgeState, more: number, now: values.Instant): Decision<PledgeState> {
  const state = pledgeLife.next(made.state, 'deliver');
  const delivered = made.delivered + more;
  ensure(delivered <= made.pledged, resourcePledgeErrors.overDelivered, { left: made.pledged - made.delivered });
  if (delivered < made.pledged) return decide({ ...made, state, delivered });
  return decide({ ...made, state: pledgeLife.next(made.state, 'honour'), delivered, endedOn: localDateOf(now) });
}

/** C-17 A pledge is taken back, with the reason; what was delivered stays on record. Refuses with `platform.request.wrong-state`. */
export function retract(made: PledgeState, reason: string, now: values.Instant): Decision<PledgeState> {
  return decide({ ...made, state: pledgeLife.next(made.state, 'retract'), endedOn: localDateOf(now), retractionReason: reason });
}
