import type { CommitteeMember, CommitteeMemberKind } from '@gezhi/shared/contracts';
import { beijing, guangzhou } from './committee-profile.rules.js';
import type { CommitteeState } from './committee-life.rules.js';
import { form } from './committee.rules.js';

export const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const now = '2026-03-01T04:00:00.000Z';
export const inForce = { jurisdictionId: null, version: 0 };

/** A seat of the n-th member; its owner, if it is one, has the id 1000 + n. */
export const member = (n: number, kind: CommitteeMemberKind, office: CommitteeMember['office'] = 'MEMBER'): CommitteeMember => ({
  ...{ id: id(n), kind, office, accountId: null },
  ownerId: kind === 'OWNER' ? id(1000 + n) : null,
});
const owners = (from: number, count: number) => Array.from({ length: count }, (_, index) => member(from + index, 'OWNER'));
export const ownerIds = Array.from({ length: 30 }, (_, n) => id(1000 + n));

/** Nine members: five owners, 1 to 5, and four of institutions, 6 to 9. */
export const nineInBeijing = [
  member(1, 'OWNER', 'VICE_CHAIR'),
  ...owners(2, 4),
  member(6, 'RESIDENTS_COMMITTEE', 'CHAIR'),
  member(7, 'STREET'),
  member(8, 'PROVIDER'),
  member(9, 'OTHER'),
];
/** The four seats of Guangzhou with so many owners, the first of whom is a vice-chair. */
export const inGuangzhou = (ownersCount: number) => [
  member(1, 'STREET', 'CHAIR'),
  member(2, 'RESIDENTS_COMMITTEE', 'VICE_CHAIR'),
  member(3, 'DISTRICT_HOUSING'),
  member(4, 'PROVIDER'),
  member(5, 'OWNER', 'VICE_CHAIR'),
  ...owners(6, ownersCount - 1),
];

export const communityCode = '110101001001';
export const input = { id: id(500), estateId: id(501), members: nineInBeijing, termMonths: 36, evidenceIds: [id(502)] };
export const formed = (more: Partial<typeof input> = {}): CommitteeState =>
  form({ ...input, ...more }, { communityCode }, { ...beijing, ...inForce }, ownerIds, now).state;
export const formedInGuangzhou = (): CommitteeState =>
  form({ ...input, members: inGuangzhou(5) }, { communityCode: '440103001001' }, { ...guangzhou, ...inForce }, ownerIds, now).state;
