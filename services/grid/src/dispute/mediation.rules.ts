import {
  disputeAgreed,
  disputeErrors,
  disputeFailed,
  disputeOpened,
  disputePerformed,
  type DisputeSide,
  type DisputeStatus,
  type InputOf,
  type OutputOf,
  type confirmPerformance,
  type disputeParties,
  type failDispute,
  type openDispute,
  type recordAgreement,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureNotLongAgo } from '../cadre/near.rules.js';
import type { CasePlace } from '../hard-case/case-place.rules.js';
import { hasClass, type HardCasePolicy } from '../hard-case/hard-case-policy.rules.js';

/** G-41 The life of a dispute: it ends performed, or with the right body, or as a backlog case; an agreement not performed is mediated anew. */
export const disputeLife = transitions<DisputeStatus, 'agree' | 'perform' | 'lapse' | 'fail'>(
  { OPEN: { agree: 'AGREED', fail: 'FAILED' }, AGREED: { perform: 'PERFORMED', lapse: 'OPEN', fail: 'FAILED' }, PERFORMED: {}, FAILED: {} },
  { initial: 'OPEN' },
);

export interface DisputeState extends CasePlace {
  readonly id: string;
  readonly version: number;
  readonly class: string;
  readonly summary: string;
  readonly openedOn: string;
  readonly openedAt: string;
  readonly openedById: string | null;
  readonly mediatorId: string;
  readonly status: DisputeStatus;
  readonly agreement: string | null;
  readonly agreedAt: string | null;
  readonly performByOn: string | null;
  readonly agreementEvidenceIds: readonly string[];
  readonly performedAt: string | null;
  readonly performanceEvidenceIds: readonly string[];
  readonly verifiedById: string | null;
  readonly rightBody: string | null;
  readonly reason: string | null;
  readonly caseId: string | null;
}

export interface PartyState {
  readonly disputeId: string;
  readonly personId: string;
  readonly side: DisputeSide;
  readonly minor: boolean;
  readonly guardianId: string | null;
}

/** What an account is to a dispute. */
export interface Mediating {
  readonly accountId: string | null;
  /** Has the place in its charge as one of those in confidence. */
  readonly confidant: boolean;
}

function about(state: DisputeState, at: string, version = state.version + 1) {
  const { id: disputeId, placeCode, communityCode, gridCode, caseId } = state;
  return { disputeId, version, placeCode, communityCode, gridCode, class: state.class, at, caseId };
}

type Party = InputOf<typeof openDispute>['parties'][number];

function ensureParties(parties: readonly Party[]): void {
  const sides = new Set(parties.map(({ side }) => side));
  ensure(sides.size === 2, disputeErrors.sideMissing);
  ensure(new Set(parties.map(({ personId }) => personId)).size === parties.length, disputeErrors.partyTwice);
  for (const { minor, guardian, personId } of parties)
    ensure(!minor || (guardian && guardian.personId !== personId), disputeErrors.guardianMissing);
  for (const { side, guardian } of parties)
    ensure(!parties.some((other) => other.side !== side && other.personId === guardian?.personId), disputeErrors.guardianOpposes);
}

const notYet = {
  ...{ agreement: null, agreedAt: null, performByOn: null, agreementEvidenceIds: [], performedAt: null },
  ...{ performanceEvidenceIds: [], verifiedById: null, rightBody: null, reason: null, caseId: null },
} as const;

/**
 * G-41 A mediation begins between parties of both sides, minors with their guardian, before somebody who serves there and is no
 * party. Refuses with `grid.dispute.class-unknown`, `in-the-future`, `too-long-ago`, `side-missing`, `party-twice`, `guardian-missing`,
 * `guardian-opposes` or `mediator-unavailable`.
 */
export function open(
  input: InputOf<typeof openDispute>,
  place: CasePlace,
  facts: {
    readonly policy: HardCasePolicy;
    readonly mediatorServes: boolean;
    readonly mediatorIsParty: boolean;
    readonly by: string | null;
  },
  now: string,
): Decision<DisputeState> {
  const { id, summary, openedOn, mediatorId } = input;
  ensure(hasClass(facts.policy, input.class), disputeErrors.classUnknown, { class: input.class });
  ensure(openedOn <= localDateOf(now), disputeErrors.inTheFuture, { openedOn });
  ensureNotLongAgo(openedOn, now, disputeErrors.tooLongAgo);
  ensureParties(input.parties);
  ensure(facts.mediatorServes && !facts.mediatorIsParty, disputeErrors.mediatorUnavailable);
  const begun = { version: 1, status: disputeLife.initial, openedAt: now, openedById: facts.by } as const;
  const state: DisputeState = { id, ...place, class: input.class, summary, openedOn, mediatorId, ...begun, ...notYet };
  return decide(state, disputeOpened(about(state, now, 1)));
}

/** G-41 Who is named in a mediation, as rows; names stand with the person alone. */
export const partiesOf = ({ id, parties }: Pick<InputOf<typeof openDispute>, 'id' | 'parties'>): PartyState[] =>
  parties.map(({ personId, side, minor, guardian }) => ({
    ...{ disputeId: id, personId, side, minor },
    guardianId: guardian?.personId ?? null,
  }));

/** G-41 The mediator and those in confidence see and lead a mediation; others are refused with `grid.dispute.not-mediator`. */
export function ensureMediator(state: Pick<DisputeState, 'mediatorId'>, by: Mediating): void {
  ensure(by.confidant || by.accountId === state.mediatorId, disputeErrors.notMediator);
}

/** G-41 The parties agree, on a paper they signed; refuses with `grid.dispute.not-mediator`, `evidence-missing` or `perform-by-past`. */
export function agree(state: DisputeState, input: InputOf<typeof recordAgreement>, by: Mediating, now: string): Decision<DisputeState> {
  ensureMediator(state, by);
  const status = disputeLife.next(state.status, 'agree');
  ensure(!input.performByOn || input.performByOn >= localDateOf(now), disputeErrors.performByPast, {
    performByOn: input.performByOn ?? null,
  });
  const { agreement, performByOn = null, evidenceIds } = input;
  ensure(evidenceIds.length, disputeErrors.evidenceMissing);
  const agreementEvidenceIds = [...state.agreementEvidenceIds, ...evidenceIds];
  const next = { ...state, status, agreement, performByOn, agreementEvidenceIds, agreedAt: now };
  return decide(next, disputeAgreed(about(next, now)));
}

/**
 * G-41 Somebody else than the mediator finds the agreement performed, with evidence; or not performed, and mediation goes on.
 * Refuses with `grid.dispute.own-mediation` or `evidence-missing`.
 */
export function perform(
  state: DisputeState,
  { performed, evidenceIds, note }: Pick<InputOf<typeof confirmPerformance>, 'performed' | 'evidenceIds' | 'note'>,
  by: string | null,
  now: string,
): Decision<DisputeState> {
  const status = disputeLife.next(state.status, performed ? 'perform' : 'lapse');
  ensure(by !== state.mediatorId, disputeErrors.ownMediation);
  const performanceEvidenceIds = [...state.performanceEvidenceIds, ...evidenceIds];
  const checked = { ...state, status, reason: note ?? null, performanceEvidenceIds };
  if (!performed) return decide({ ...checked, agreedAt: null, performByOn: null });
  ensure(evidenceIds.length, disputeErrors.evidenceMissing);
  const next = { ...checked, performedAt: now, verifiedById: by };
  return decide(next, disputePerformed(about(next, now)));
}

/**
 * G-41 A mediation that failed says where the matter goes: to the right body, with the reason, or into the register of backlog
 * cases. Refuses with `grid.dispute.not-mediator` or `outcome-missing`.
 */
export function fail(
  state: DisputeState,
  input: Pick<InputOf<typeof failDispute>, 'rightBody' | 'reason' | 'case'>,
  by: Mediating,
  now: string,
): Decision<DisputeState> {
  ensureMediator(state, by);
  const status = disputeLife.next(state.status, 'fail');
  const { rightBody = null, reason = null } = input;
  const caseId = input.case?.id ?? null;
  const referred = rightBody !== null && reason !== null;
  ensure(caseId === null ? referred : rightBody === null, disputeErrors.outcomeMissing);
  const next = { ...state, status, rightBody, reason, caseId };
  return decide(next, disputeFailed(about(next, now)));
}

/** G-41 The case a mediation becomes tells its words to those in confidence alone, unless one of them says otherwise. */
export const restrictedCase = <C extends { readonly restricted: boolean }>(becomes: C, { confidant }: Pick<Mediating, 'confidant'>): C => ({
  ...becomes,
  restricted: becomes.restricted || !confidant,
});

export interface NamedPerson {
  readonly personId: string;
  readonly name: string | null;
  readonly phone: string | null;
}

/** G-41 The parties as they are shown: a minor by the guardian alone. */
export const shownParties = (
  parties: readonly { side: DisputeSide; minor: boolean; person: NamedPerson; guardian: NamedPerson | null }[],
): OutputOf<typeof disputeParties>['items'] =>
  parties.map(({ side, minor, person, guardian }) => ({ side, minor, person: minor ? null : person, guardian }));
