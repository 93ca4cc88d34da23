import {
  councilErrors,
  councilFounded,
  type admitOrganization,
  type foundCouncil,
  type InputOf,
  type openProgramme,
  type OrganizationKind,
  type OrganizationState,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';

export interface CouncilState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly name: string;
  readonly foundedOn: values.LocalDate;
  readonly evidenceIds: string[];
}

export interface MemberOrganizationState {
  readonly id: string;
  readonly version: number;
  readonly councilId: string;
  readonly communityCode: string;
  readonly kind: OrganizationKind;
  readonly name: string;
  readonly state: OrganizationState;
  readonly admittedOn: values.LocalDate;
  readonly withdrawnOn: values.LocalDate | null;
  readonly withdrawalReason: string | null;
}

export interface ProgrammeState {
  readonly id: string;
  readonly version: number;
  readonly placeCode: string;
  readonly title: string;
  readonly from: values.LocalDate;
  readonly to: values.LocalDate | null;
}

export const organizationLife = transitions<OrganizationState, 'withdraw'>(
  { ADMITTED: { withdraw: 'WITHDRAWN' }, WITHDRAWN: {} },
  { initial: 'ADMITTED' },
);

/** C-01 A community founds its council, once; from this day its first regular session falls due. */
export function found(input: InputOf<typeof foundCouncil>, now: values.Instant): Decision<CouncilState> {
  const { id, communityCode, name, evidenceIds } = input;
  const foundedOn = localDateOf(now);
  const told = councilFounded({ councilId: id, communityCode, foundedOn, at: now });
  return decide({ id, version: 1, communityCode, name, foundedOn, evidenceIds }, told);
}

/** C-01 An organisation takes part in a council from today on. */
export function admit(
  { id, kind, name }: InputOf<typeof admitOrganization>,
  council: CouncilState,
  now: values.Instant,
): Decision<MemberOrganizationState> {
  return decide({
    ...{ id, version: 1, councilId: council.id, communityCode: council.communityCode, kind, name, state: organizationLife.initial },
    ...{ admittedOn: localDateOf(now), withdrawnOn: null, withdrawalReason: null },
  });
}

/** C-01 An organisation leaves, with the reason; what it has agreed and whom it has sent stays until ended. Refuses with `platform.request.wrong-state`. */
export function withdraw(organization: MemberOrganizationState, reason: string, now: values.Instant): Decision<MemberOrganizationState> {
  const state = organizationLife.next(organization.state, 'withdraw');
  return decide({ ...organization, state, withdrawnOn: localDateOf(now), withdrawalReason: reason });
}

/** C-03 A programme is a label for what is done at its place and below, from day to day. Refuses with `council.council.date-invalid`. */
export function open(input: InputOf<typeof openProgramme>): Decision<ProgrammeState> {
  const { id, placeCode, title, from, to = null } = input;
  ensure(to === null || from <= to, councilErrors.dateInvalid);
  return decide({ id, version: 1, placeCode, title, from, to });
}
