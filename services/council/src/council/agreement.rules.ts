import {
  coBuildingProjectCompleted,
  councilErrors,
  type abandonProject,
  type AgreementState as AgreementStanding,
  type CoBuildingProjectState,
  type completeProject,
  type concludeAgreement,
  type InputOf,
  type reportProject,
  type startProject,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { organizationLife, type MemberOrganizationState, type ProgrammeState } from './council.rules.js';

export interface AgreementState {
  readonly id: string;
  readonly version: number;
  readonly councilId: string;
  readonly organizationId: string;
  readonly communityCode: string;
  readonly title: string;
  readonly from: values.LocalDate;
  readonly to: values.LocalDate;
  readonly state: AgreementStanding;
  readonly endedOn: values.LocalDate | null;
  readonly endReason: string | null;
  readonly evidenceIds: string[];
}

export interface ProjectState {
  readonly id: string;
  readonly version: number;
  readonly agreementId: string;
  readonly councilId: string;
  readonly organizationId: string;
  readonly communityCode: string;
  readonly programmeId: string | null;
  readonly title: string;
  readonly dueOn: values.LocalDate;
  readonly state: CoBuildingProjectState;
  readonly progress: string | null;
  readonly percent: number;
  readonly endedOn: values.LocalDate | null;
  readonly endReason: string | null;
  readonly evidenceIds: string[];
}

export const agreementLife = transitions<AgreementStanding, 'startProject' | 'end'>(
  { CONCLUDED: { startProject: 'CONCLUDED', end: 'ENDED' }, ENDED: {} },
  { initial: 'CONCLUDED' },
);

export const projectLife = transitions<CoBuildingProjectState, 'report' | 'complete' | 'abandon'>(
  { UNDERWAY: { report: 'UNDERWAY', complete: 'COMPLETED', abandon: 'ABANDONED' }, COMPLETED: {}, ABANDONED: {} },
  { initial: 'UNDERWAY' },
);

/**
 * C-02 A member organisation and the community agree what they build together, from day to day. Refuses with
 * `council.council.organization-withdrawn` or `date-invalid`.
 */
export function conclude(
  { id, title, from, to, evidenceIds }: InputOf<typeof concludeAgreement>,
  organization: MemberOrganizationState,
): Decision<AgreementState> {
  ensure(organizationLife.allows(organization.state, 'withdraw'), councilErrors.organizationWithdrawn);
  ensure(from <= to, councilErrors.dateInvalid);
  const { councilId, communityCode, id: organizationId } = organization;
  return decide({
    ...{ id, version: 1, councilId, organizationId, communityCode, title, from, to, state: agreementLife.initial },
    ...{ endedOn: null, endReason: null, evidenceIds },
  });
}

/** C-02 An agreement ends before its last day; projects under it go on until completed or abandoned. Refuses with `platform.request.wrong-state`. */
export function end(agreement: AgreementState, reason: string, now: values.Instant): Decision<AgreementState> {
  const state = agreementLife.next(agreement.state, 'end');
  return decide({ ...agreement, state, endedOn: localDateOf(now), endReason: reason });
}

/**
 * C-02, C-03 A project starts under an agreement that is in force today, under a programme that holds at the community. Refuses with
 * `council.council.agreement-not-in-force`, `programme-unknown` or `date-invalid` for a day before today.
 */
export function start(
  input: InputOf<typeof startProject>,
  agreement: AgreementState,
  programme: ProgrammeState | undefined,
  now: values.Instant,
): Decision<ProjectState> {
  const { id, programmeId = null, title, dueOn } = input;
  const today = localDateOf(now);
  agreementLife.next(agreement.state, 'startProject', councilErrors.agreementNotInForce);
  ensure(agreement.from <= today && today <= agreement.to, councilErrors.agreementNotInForce);
  const covers = programme && agreement.communityCode.startsWith(programme.placeCode) && (programme.to ?? today) >= today;
  ensure(programmeId === null || covers, councilErrors.programmeUnknown);
  ensure(dueOn >= today, councilErrors.dateInvalid);
  const { id: agreementId, councilId, organizationId, communityCode } = agreement;
  return decide({
    ...{ id, version: 1, agreementId, councilId, organizationId, communityCode, programmeId, title, dueOn },
    ...{ state: projectLife.initial, progress: null, percent: 0, endedOn: null, endReason: null, evidenceIds: [] },
  });
}

/** C-02 How far a project has come, in whole percent. Refuses with `platform.request.wrong-state`. */
export function report(project: ProjectState, { progress, percent }: InputOf<typeof reportProject>): Decision<ProjectState> {
  return decide({ ...project, state: projectLife.next(project.state, 'report'), progress, percent });
}

/** C-02 A project is completed with what proves it. Refuses with `platform.request.wrong-state`. */
export function complete(
  project: ProjectState,
  { evidenceIds }: Pick<InputOf<typeof completeProject>, 'evidenceIds'>,
  now: values.Instant,
): Decision<ProjectState> {
  const state = projectLife.next(project.state, 'complete');
  const completedOn = localDateOf(now);
  const { id: projectId, agreementId, councilId, organizationId, programmeId, communityCode, dueOn, version } = project;
  const ids = { projectId, agreementId, councilId, organizationId, programmeId, communityCode };
  const told = coBuildingProjectCompleted({ ...ids, completedOn, isOnTime: completedOn <= dueOn, version: version + 1 });
  return decide({ ...project, state, percent: 100, endedOn: completedOn, evidenceIds }, told);
}

/** C-02 A project is abandoned, with the reason. Refuses with `platform.request.wrong-state`. */
export function abandon(
  project: ProjectState,
  { reason }: Pick<InputOf<typeof abandonProject>, 'reason'>,
  now: values.Instant,
): Decision<ProjectState> {
  return decide({ ...project, state: projectLife.next(project.state, 'abandon'), endedOn: localDateOf(now), endReason: reason });
}
