import {
  changeCommitteeMembers,
  committeeCoverage,
  committeeDecisions,
  committeeDissolved,
  committeeFormed,
  committeeProfile,
  committeesOfPlace,
  committeeTermEnding,
  dissolveCommittee,
  estatesWithoutCommittee,
  fileCommittee,
  formCommittee,
  handOverCommittee,
  noticePosted,
  noticesOfEstate,
  publicCommittee,
  publishCommitteeProfile,
  readCommittee,
  recordCommitteeDecision,
  recordOwnership,
  registerBuilding,
  registerEstate,
  registerOwner,
  registerUnit,
  sealCommittee,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestCaller, TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { beijing } from './committee-profile.rules.js';
import { member } from './committee.fixture.js';
import { CommitteeSchedule } from './committee.schedule.js';

const community = '110101001001';
const refusal = (name: string) => expect.objectContaining({ code: `property.committee.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const day = 86_400_000;

let service: TestService;
let secretary: TestCaller;
let elsewhere: TestCaller;
let serial = 0;

beforeAll(async () => {
  service = await startPropertyService();
  secretary = service.as({ roles: ['community-secretary'], place: community });
  elsewhere = service.as({ roles: ['community-secretary'], place: '110101001002' });
}, 120_000);
afterAll(() => service?.stop());

const evidenceIds = () => [newId()];
const estateAt = async (communityCode = community) => {
  const leader = service.as({ roles: ['street-leader'], place: communityCode.slice(0, 6) });
  const estate = { id: newId(), communityCode, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: evidenceIds() };
  return (await leader.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' })).id;
};
/** Owners of an estate who own one unit of it together. */
const ownersOf = async (estateId: string, communityCode: string, count: number): Promise<string[]> => {
  const leader = service.as({ roles: ['street-leader'], place: communityCode.slice(0, 6) });
  const { id: buildingId } = await leader.call(registerBuilding, { id: newId(), estateId, label: '1号楼' });
  const unit = {
    id: newId(),
    buildingId,
    label: '1-101',
    kind: 'RESIDENTIAL' as const,
    area: 6_250,
    areaSource: 'TITLE_REGISTER' as const,
  };
  await leader.call(registerUnit, unit);
  const owners: string[] = [];
  for (let n = 0; n < count; n++)
    owners.push((await leader.call(registerOwner, { id: newId(), estateId, kind: 'PERSON', name: '演示业主' })).id);
  const titles = owners.map((ownerId) => ({ ownerId }));
  const validFrom = new Date(Date.now() - day).toISOString();
  await leader.call(recordOwnership, {
    id: newId(),
    unitId: unit.id,
    form: 'JOINT',
    titles,
    basis: 'TITLE_REGISTER',
    evidenceIds: evidenceIds(),
    validFrom,
  });
  return owners;
};
const nine = (owners: readonly string[]) => [
  ...owners.map((ownerId, n) => ({ ...member(n, 'OWNER', n ? 'MEMBER' : 'VICE_CHAIR'), id: newId(), ownerId })),
  ...[member(6, 'RESIDENTS_COMMITTEE', 'CHAIR'), member(7, 'STREET'), member(8, 'PROVIDER'), member(9, 'OTHER')].map((each) => ({
    ...each,
    id: newId(),
  })),
];
const prepared = async () => {
  const estateId = await estateAt();
  return { id: newId(), estateId, members: nine(await ownersOf(estateId, community, 5)), termMonths: 36, evidenceIds: evidenceIds() };
};
const rows = async () =>
  (
    await service.database.pool.query(
      'SELECT (SELECT count(*) FROM committee) AS c, (SELECT count(*) FROM committee_decision) AS d, (SELECT count(*) FROM audit) AS a, (SELECT count(*) FROM outbox) AS o',
    )
  ).rows[0];

describe('P-16 committees of estates', () => {
  it('one is formed, filed, sealed, decides, is dissolved and hands over; everyone may read how it is made up', async () => {
    const input = await prepared();
    const { id, estateId, members } = input;
    expect(await secretary.call(formCommittee, input)).toMatchObject({ state: 'FORMED', profileVersion: 0, version: 1 });
    await secretary.call(fileCommittee, { id, filingNumber: '演示备案1号', evidenceIds: evidenceIds() });
    expect(await secretary.call(sealCommittee, { id, sealNumber: '印1', evidenceIds: evidenceIds() })).toMatchObject({
      state: 'FILED',
      version: 3,
    });
    expect(await service.public().call(publicCommittee, { estateId })).toMatchObject({
      ...{ members: 9, chair: 'RESIDENTS_COMMITTEE', viceChairs: ['OWNER'], filingNumber: '演示备案1号' },
      seats: [{ kind: 'OWNER', members: 5 }, { members: 1 }, { members: 1 }, { members: 1 }, { members: 1 }],
    });
    expect(JSON.stringify(await service.public().call(publicCommittee, { estateId }))).not.toContain(members[0]!.ownerId!);

    const sitting = service.as({ roles: ['committee-member'], estate: estateId });
    const listed = (...seats: number[]) => seats.map((seat) => members[seat]!.id);
    const heldOn = (await sitting.call(readCommittee, { id })).formedOn;
    const meeting = { committeeId: id, subject: '演示：更换门禁', heldOn, presentIds: listed(0, 1, 2, 5, 6), evidenceIds: evidenceIds() };
    const decided = (signedIds: string[], more = {}) =>
      sitting.call(recordCommitteeDecision, { id: newId(), ...meeting, signedIds, ...more });
    expect(await decided(listed(0, 1, 2, 5))).toMatchObject({ outcome: 'FAILED', noticeId: null });
    const { noticeId, ...passed } = await decided(listed(0, 1, 2, 5, 6));
    expect(passed).toMatchObject({ outcome: 'PASSED', publishDays: 10 });
    expect((await service.public().call(noticesOfEstate, { estateId })).items).toMatchObject([
      { id: noticeId, kind: 'DECISION', issuer: 'COMMITTEE', postedFrom: heldOn, text: expect.stringContaining('更换门禁') as string },
    ]);
    expect((await service.told(noticePosted)).filter(({ data }) => data.estateId === estateId)).toMatchObject([
      { data: { noticeId, kind: 'DECISION' } },
    ]);
    const personal = decided(listed(0, 1, 2, 5, 6), { subject: '演示：联系 13800000000' });
    await expect(personal).rejects.toThrow(expect.objectContaining({ code: 'property.notice.personal-data' }));
    expect((await decided(listed(0, 1, 2, 5, 6), { presentIds: listed(0, 1, 5, 6, 7, 8) })).outcome).toBe('INVALID');
    expect((await secretary.call(committeeDecisions, { committeeId: id, limit: 2 })).items).toHaveLength(2);
    const first = await secretary.call(committeeDecisions, { committeeId: id, limit: 2 });
    expect((await secretary.call(committeeDecisions, { committeeId: id, limit: 2, after: first.next! })).items).toHaveLength(1);

    const other = members.map((each, seat) => (seat === 6 ? { ...each, id: newId(), kind: 'OTHER' as const } : each));
    await secretary.call(changeCommitteeMembers, { id, members: other, evidenceIds: evidenceIds() });
    expect((await secretary.call(readCommittee, { id })).members).toEqual(other);

    expect(await secretary.call(dissolveCommittee, { id, electedOn: heldOn, evidenceIds: evidenceIds() })).toMatchObject({
      state: 'DISSOLVED',
    });
    await expect(decided(listed(0, 1, 2, 5, 7))).rejects.toThrow(platform('wrong-state'));
    expect(await secretary.call(handOverCommittee, { id, evidenceIds: evidenceIds() })).toMatchObject({ state: 'HANDED_OVER' });
    await expect(service.public().call(publicCommittee, { estateId })).rejects.toThrow(platform('not-found'));
    expect((await service.told(committeeFormed)).at(-1)!.data).toMatchObject({ committeeId: id, estateId, communityCode: community });
    expect((await service.told(committeeDissolved)).map(({ data }) => data.committeeId)).toContain(id);
    expect(JSON.stringify(await service.told(committeeFormed))).not.toMatch(/演示|ownerId|accountId/);
  });

  it('of several formed in one estate at once, one stands', async () => {
    const input = await prepared();
    const attempts = [1, 2, 3].map(() => secretary.call(formCommittee, { ...input, id: newId() }));
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('already-standing'));
  });

  it('where the rules are not filled in none is formed, until they are laid down', async () => {
    const place = '230521100001';
    const leader = service.as({ roles: ['street-leader'], place: '230521' });
    const estateId = await estateAt(place);
    const owners = await ownersOf(estateId, place, 5);
    const input = { id: newId(), estateId, members: nine(owners), termMonths: 36, evidenceIds: evidenceIds() };
    await expect(service.public().call(committeeProfile, { placeCode: place })).rejects.toThrow(refusal('profile-missing'));
    await expect(leader.call(formCommittee, input)).rejects.toThrow(refusal('profile-missing'));
    const own = { ...beijing, handOverDays: 15, source: '演示', assumed: true };
    await expect(
      leader.call(publishCommitteeProfile, { id: newId(), jurisdictionId: '230521', ...own, members: { least: 9, most: 5, odd: true } }),
    ).rejects.toThrow(refusal('profile-invalid'));
    await leader.call(publishCommitteeProfile, { id: newId(), jurisdictionId: '230521', ...own });
    expect(await service.public().call(committeeProfile, { placeCode: place })).toMatchObject({
      jurisdictionId: '230521',
      version: 1,
      ...own,
    });
    expect(await leader.call(formCommittee, input)).toMatchObject({ profileJurisdictionId: '230521', profileVersion: 1 });
    expect(await service.public().call(committeeProfile, { placeCode: community })).toMatchObject({ jurisdictionId: null, ...beijing });
  });

  it('a place sees which of its estates have none', async () => {
    const place = '110101009001';
    const leader = service.as({ roles: ['street-leader'], place: '110101009' });
    const [one, other] = [await estateAt(place), await estateAt(place)];
    const members = nine(await ownersOf(one, place, 5));
    const { id } = await leader.call(formCommittee, { id: newId(), estateId: one, members, termMonths: 12, evidenceIds: evidenceIds() });
    expect(await leader.call(committeeCoverage, { placeCode: '110101009' })).toEqual({
      estates: 2,
      withCommittee: 1,
      filed: 0,
      withoutCommittee: 1,
    });
    expect((await leader.call(estatesWithoutCommittee, { placeCode: place })).items.map((estate) => estate.id)).toEqual([other]);
    expect((await leader.call(committeesOfPlace, { placeCode: place, state: 'FORMED' })).items.map((each) => each.id)).toEqual([id]);
    expect((await elsewhere.call(committeesOfPlace, { placeCode: place })).items).toEqual([]);
    await expect(elsewhere.call(committeeCoverage, { placeCode: '110101009' })).rejects.toThrow();
  });

  it('refuses what is wrong or out of scope, and writes nothing', async () => {
    const input = await prepared();
    const { id } = await secretary.call(formCommittee, input);
    const free = await prepared();
    const company = service.as({ roles: ['property-company'], estate: input.estateId });
    const stranger = service.as({ roles: ['committee-member'], estate: free.estateId });
    const before = await rows();
    const stranded = { ...free, members: nine(input.members.flatMap(({ ownerId }) => ownerId ?? [])) };
    await expect(secretary.call(formCommittee, stranded)).rejects.toThrow(refusal('owner-unknown'));
    await expect(secretary.call(formCommittee, { ...free, members: free.members.slice(1) })).rejects.toThrow(refusal('office-invalid'));
    await expect(elsewhere.call(formCommittee, free)).rejects.toThrow(expect.objectContaining({ code: 'property.estate.estate-unknown' }));
    await expect(company.call(formCommittee, free)).rejects.toThrow(platform('forbidden'));
    const vacant = { id, members: input.members.slice(1), evidenceIds: evidenceIds() };
    await expect(secretary.call(changeCommitteeMembers, vacant)).rejects.toThrow(refusal('office-invalid'));
    await expect(elsewhere.call(changeCommitteeMembers, vacant)).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(fileCommittee, { id, filingNumber: 'x', evidenceIds: evidenceIds() })).rejects.toThrow(
      platform('not-found'),
    );
    await expect(elsewhere.call(dissolveCommittee, { id, electedOn: '2026-01-01', evidenceIds: evidenceIds() })).rejects.toThrow(
      platform('not-found'),
    );
    await expect(secretary.call(dissolveCommittee, { id, electedOn: '2001-01-01', evidenceIds: evidenceIds() })).rejects.toThrow(
      refusal('date-invalid'),
    );
    await expect(secretary.call(sealCommittee, { id, sealNumber: 'x', evidenceIds: evidenceIds() })).rejects.toThrow(
      platform('wrong-state'),
    );
    const meeting = {
      id: newId(),
      committeeId: id,
      subject: 'x',
      heldOn: '2001-01-01',
      presentIds: [],
      signedIds: [],
      evidenceIds: evidenceIds(),
    };
    await expect(stranger.call(recordCommitteeDecision, meeting)).rejects.toThrow(platform('not-found'));
    await expect(company.call(recordCommitteeDecision, meeting)).rejects.toThrow(platform('forbidden'));
    await expect(secretary.call(recordCommitteeDecision, meeting)).rejects.toThrow(refusal('date-invalid'));
    await expect(stranger.call(readCommittee, { id })).rejects.toThrow(platform('not-found'));
    expect(await rows()).toEqual(before);
  });

  // Last: time does not go back.
  it('the end of a term is told of once, and then it ends once', async () => {
    const input = await prepared();
    await secretary.call(formCommittee, { ...input, termMonths: 6 });
    const schedule = service.get(CommitteeSchedule);
    const about = async (event: typeof committeeTermEnding | typeof committeeDissolved) =>
      (await service.told(event)).filter(({ data }) => data.committeeId === input.id).length;
    await schedule.elapse();
    expect(await about(committeeTermEnding)).toBe(0);
    await service.advance(120 * day);
    await Promise.all([schedule.elapse(), schedule.elapse()]);
    await schedule.elapse();
    expect([await about(committeeTermEnding), await about(committeeDissolved)]).toEqual([1, 0]);
    await service.advance(70 * day);
    await Promise.all([schedule.elapse(), schedule.elapse()]);
    expect([await about(committeeTermEnding), await about(committeeDissolved)]).toEqual([1, 1]);
    expect(await secretary.call(readCommittee, { id: input.id })).toMatchObject({ state: 'TERM_ENDED', endCause: 'TERM_ENDED' });
  });
});
