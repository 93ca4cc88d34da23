import {
  applyForCommittee,
  committeeApplications,
  demandMeeting,
  formCommittee,
  meetingDemands,
  recordCommitteeDecision,
  recordOwnership,
  registerBuilding,
  registerEstate,
  registerOwner,
  registerUnit,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import type { TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { inGuangzhou, nineInBeijing } from './committee.fixture.js';

const refusal = (name: string) => expect.objectContaining({ code: `property.committee.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });
const evidenceIds = [newId()];

let service: TestService;
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());

/** An estate whose one unit so many owners own jointly. */
async function owned(communityCode: string, count: number) {
  const leader = service.as({ roles: ['street-leader'], place: communityCode.slice(0, 6) });
  const estate = { id: newId(), communityCode, name: `申请小区${newId()}`.slice(0, 40), addressLabel: '演示路1号', evidenceIds };
  const { id: estateId } = await leader.call(registerEstate, { ...estate, cause: 'OTHER', grounds: '演示' });
  const { id: buildingId } = await leader.call(registerBuilding, { id: newId(), estateId, label: '1号楼' });
  const unit = { id: newId(), buildingId, label: '1-101', kind: 'RESIDENTIAL', area: 6_250, areaSource: 'TITLE_REGISTER' } as const;
  await leader.call(registerUnit, unit);
  const owners: string[] = [];
  for (let n = 0; n < count; n++)
    owners.push((await leader.call(registerOwner, { id: newId(), estateId, kind: 'PERSON', name: '演示业主' })).id);
  const titles = owners.map((ownerId) => ({ ownerId }));
  const validFrom = new Date(Date.now() - 86_400_000).toISOString();
  await leader.call(recordOwnership, {
    id: newId(),
    unitId: unit.id,
    form: 'JOINT',
    titles,
    basis: 'TITLE_REGISTER',
    evidenceIds,
    validFrom,
  });
  return { leader, estateId, owners };
}
const seated = (seats: readonly (typeof nineInBeijing)[number][], owners: readonly string[]) => {
  let next = 0;
  return seats.map((seat) => ({ ...seat, id: newId(), ownerId: seat.kind === 'OWNER' ? owners[next++]! : null }));
};

describe('P-16 Guangzhou: owners apply for a committee', () => {
  it('enough of them, with enough of the area: it is to be formed, and listed until it is', async () => {
    const place = '440103001001';
    const { leader, estateId, owners } = await owned(place, 11);
    const input = { id: newId(), estateId, ownerIds: owners.slice(0, 2), deliveredArea: 500_000, totalArea: 1_000_000, evidenceIds };
    const send = (more: object = {}) => leader.call(applyForCommittee, { ...input, ...more });
    await expect(send({ ownerIds: owners.slice(0, 1) })).rejects.toThrow(refusal('applicants-short'));
    await expect(send({ deliveredArea: 499_999 })).rejects.toThrow(refusal('delivered-short'));
    await expect(send({ ownerIds: [newId(), ...owners] })).rejects.toThrow(refusal('owner-unknown'));
    const elsewhere = service.as({ roles: ['street-leader'], place: '110101' });
    await expect(elsewhere.call(applyForCommittee, input)).rejects.toThrow(
      expect.objectContaining({ code: 'property.estate.estate-unknown' }),
    );
    const made = await send();
    expect(made).toMatchObject({ owners: 11, communityCode: place });
    expect(await send()).toEqual(made);
    const listed = async (by = leader) => (await by.call(committeeApplications, { placeCode: place })).items.map(({ id }) => id);
    expect(await listed()).toEqual([input.id]);
    expect(await listed(elsewhere)).toEqual([]);
    const members = seated(inGuangzhou(5), owners);
    await leader.call(formCommittee, { id: newId(), estateId, members, termMonths: 36, evidenceIds });
    expect(await listed()).toEqual([]);
    await expect(send({ id: newId() })).rejects.toThrow(refusal('already-standing'));
  }, 60_000);

  it('where the place says nothing of it, none is applied for', async () => {
    const { leader, estateId, owners } = await owned('110101001001', 2);
    const input = { id: newId(), estateId, ownerIds: owners, deliveredArea: 1, totalArea: 1, evidenceIds };
    await expect(leader.call(applyForCommittee, input)).rejects.toThrow(refusal('forming-rule-missing'));
  });
});

describe('P-16 Beijing: a third of the members demand a meeting', () => {
  it('three of nine do, and it is seen when one was held', async () => {
    const { leader, estateId, owners } = await owned('110101001001', 5);
    const members = seated(nineInBeijing, owners);
    const committee = await leader.call(formCommittee, { id: newId(), estateId, members, termMonths: 36, evidenceIds });
    const sitting = service.as({ roles: ['committee-member'], estate: estateId });
    const stranger = service.as({ roles: ['committee-member'], estate: newId() });
    const ids = members.map(({ id }) => id);
    const input = { id: newId(), committeeId: committee.id, subject: '演示：更换门禁', memberIds: ids.slice(0, 3), evidenceIds };
    await expect(sitting.call(demandMeeting, { ...input, memberIds: ids.slice(0, 2) })).rejects.toThrow(refusal('demand-short'));
    await expect(stranger.call(demandMeeting, input)).rejects.toThrow(platform('not-found'));
    const made = await sitting.call(demandMeeting, input);
    expect(await sitting.call(demandMeeting, input)).toEqual(made);
    const listed = async () => (await leader.call(meetingDemands, { committeeId: committee.id })).items;
    expect(await listed()).toMatchObject([{ id: input.id, members: 9, heldOn: null }]);
    const meeting = { id: newId(), committeeId: committee.id, subject: '演示：更换门禁', heldOn: committee.formedOn, evidenceIds };
    await sitting.call(recordCommitteeDecision, { ...meeting, presentIds: ids.slice(0, 6), signedIds: ids.slice(0, 5) });
    expect(await listed()).toMatchObject([{ heldOn: committee.formedOn }]);
  }, 60_000);
});
