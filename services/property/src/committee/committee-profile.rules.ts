import { committeeErrors, type PolicyOf, type publishCommitteeProfile, type values } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for committees, in one version. */
export type CommitteeProfile = PolicyOf<typeof publishCommitteeProfile>;

const half = { numerator: 1, denominator: 2 };
const any = { least: 0, most: null };
/** Assumed everywhere: no source read says when the end of a term is told of. */
const noticeDays = 90;

/** P-16 Beijing: articles 54 to 57, read in excerpts; what they were not seen to say is open. */
export const beijing: CommitteeProfile = {
  members: { least: 1, most: null, odd: false },
  seats: [
    { kind: 'OWNER', least: 1, most: null },
    { kind: 'RESIDENTS_COMMITTEE', least: 1, most: null },
    { kind: 'STREET', ...any },
    { kind: 'DISTRICT_HOUSING', ...any },
    { kind: 'PROVIDER', ...any },
    { kind: 'OTHER', ...any },
  ],
  chair: 'RESIDENTS_COMMITTEE',
  viceChairs: ['OWNER'],
  meeting: { presentOver: half, ownersPresentOver: half, ownerProxies: false, signedOver: half },
  publication: { withinDays: 3, forDays: 10 },
  ...{ demandedBy: { numerator: 1, denominator: 3 }, forming: null },
  ...{ handOverDays: null, term: null, noticeDays },
  source: '北京市物业管理条例第54—57条，摘要；公示10日之“日”及届满前90日提醒为设定值',
  assumed: false,
};

/** P-16, P-T23 Guangzhou: articles 47 to 49, read in excerpts; how it meets and decides is open. */
export const guangzhou: CommitteeProfile = {
  members: { least: 9, most: null, odd: true },
  seats: [
    { kind: 'STREET', least: 1, most: 1 },
    { kind: 'RESIDENTS_COMMITTEE', least: 1, most: 1 },
    { kind: 'DISTRICT_HOUSING', least: 1, most: 1 },
    { kind: 'PROVIDER', least: 1, most: 1 },
    { kind: 'OWNER', least: 1, most: null },
  ],
  chair: 'STREET',
  viceChairs: ['RESIDENTS_COMMITTEE', 'OWNER'],
  ...{ meeting: null, publication: null, handOverDays: 10, term: null, noticeDays, demandedBy: null },
  forming: { ownersFrom: { numerator: 1, denominator: 10 }, deliveredFrom: half, withinMonths: 6 },
  source: '广州市物业管理条例第47—49条，摘要；届满前90日提醒为设定值',
  assumed: false,
};

const builtIn = [
  { placeCode: '11', profile: beijing },
  { placeCode: '4401', profile: guangzhou },
];

/** P-16 The profile that the platform brings for a place; none for a place whose rules were not read, as Heilongjiang and Jiangsu. */
export function builtInProfile(placeCode: values.PlaceCode): CommitteeProfile | undefined {
  return builtIn.find((item) => placeCode.startsWith(item.placeCode))?.profile;
}

/**
 * P-16 Accepts a profile that can be met: each kind has one line of seats, seats and members can add up, and chair and vice-chairs
 * find theirs. Refuses with `property.committee.profile-invalid`.
 */
export function acceptProfile(profile: CommitteeProfile): CommitteeProfile {
  const { members, seats, chair, viceChairs, term, meeting } = profile;
  const kinds = seats.map(({ kind }) => kind);
  const most = seats.reduce((sum, seat) => sum + (seat.most ?? Infinity), 0);
  const least = Math.max(
    members.least,
    seats.reduce((sum, seat) => sum + seat.least, 0),
  );
  const shares = meeting
    ? [meeting.presentOver, meeting.signedOver, ...(meeting.ownersPresentOver ? [meeting.ownersPresentOver] : [])]
    : [];
  const offices = [chair, ...viceChairs];
  const seated = offices.every((kind) => {
    const seat = seats.find((line) => line.kind === kind);
    return seat && (seat.most ?? Infinity) >= offices.filter((other) => other === kind).length;
  });
  // With an odd number wanted, an even least counts as one more.
  const reachable = members.odd && least % 2 === 0 ? least + 1 : least;
  const fits =
    new Set(kinds).size === kinds.length &&
    seats.every((seat) => seat.least <= (seat.most ?? Infinity)) &&
    reachable <= Math.min(members.most ?? Infinity, most) &&
    seated &&
    (!term || term.leastMonths <= term.mostMonths) &&
    shares.every(({ numerator, denominator }) => numerator < denominator);
  ensure(fits, committeeErrors.profileInvalid);
  return profile;
}
