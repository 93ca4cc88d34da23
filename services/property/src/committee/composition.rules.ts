import { committeeErrors, type CommitteeMember, type CommitteeMemberKind } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import type { CommitteeProfile } from './committee-profile.rules.js';

type Profile = Pick<CommitteeProfile, 'members' | 'seats' | 'chair' | 'viceChairs'>;

const distinct = (ids: readonly (string | null)[]): boolean => {
  const given = ids.filter((id) => id !== null);
  return new Set(given).size === given.length;
};

/** P-16 How many members there are of each kind, in the order in which the kinds first come. */
export function seatsOf(members: readonly Pick<CommitteeMember, 'kind'>[]): { kind: CommitteeMemberKind; members: number }[] {
  const kinds = [...new Set(members.map(({ kind }) => kind))];
  return kinds.map((kind) => ({ kind, members: members.filter((member) => member.kind === kind).length }));
}

/**
 * P-16, P-T23 A committee is made up as its place demands: in number, by kind, and in whom chair and vice-chairs come from; nobody
 * sits twice, and owner members are owners of the estate. Refuses with `property.committee.member-invalid`, `member-count`
 * {count, least, most, odd}, `seat-count` {kinds}, `office-invalid` {chair, viceChairs} or `owner-unknown` {owners}.
 *
 * @param owners which of the owners named own a unit of the estate now
 */
export function ensureComposition(members: readonly CommitteeMember[], profile: Profile, owners: readonly string[]): void {
  const lists = [members.map(({ id }) => id), members.map(({ ownerId }) => ownerId), members.map(({ accountId }) => accountId)];
  const told = members.every(({ kind, ownerId }) => (kind === 'OWNER') === (ownerId !== null));
  ensure(told && lists.every(distinct), committeeErrors.memberInvalid);
  ensureNumbers(members, profile);
  ensureOffices(members, profile);
  const unknown = members.flatMap(({ ownerId }) => (ownerId !== null && !owners.includes(ownerId) ? [ownerId] : []));
  ensure(!unknown.length, committeeErrors.ownerUnknown, { owners: unknown });
}

function ensureNumbers(members: readonly CommitteeMember[], { members: { least, most, odd }, seats }: Profile): void {
  const count = members.length;
  const counted = count >= least && count <= (most ?? Infinity) && (!odd || count % 2 === 1);
  ensure(counted, committeeErrors.memberCount, { count, least, most, odd });
  const held = seatsOf(members);
  const strangers = held.filter(({ kind }) => !seats.some((seat) => seat.kind === kind));
  const amiss = seats.filter((seat) => {
    const sitting = held.find(({ kind }) => kind === seat.kind)?.members ?? 0;
    return sitting < seat.least || sitting > (seat.most ?? Infinity);
  });
  const kinds = [...amiss, ...strangers].map(({ kind }) => kind);
  ensure(!kinds.length, committeeErrors.seatCount, { kinds });
}

function ensureOffices(members: readonly CommitteeMember[], { chair, viceChairs }: Profile): void {
  const of = (office: CommitteeMember['office']) =>
    members
      .filter((member) => member.office === office)
      .map(({ kind }) => kind)
      .sort()
      .join();
  const right = of('CHAIR') === chair && of('VICE_CHAIR') === viceChairs.toSorted().join();
  ensure(right, committeeErrors.officeInvalid, { chair, viceChairs });
}
