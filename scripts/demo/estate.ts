import {
  completeSurvey,
  recordOwnership,
  registerBuilding,
  registerEstate,
  registerFacility,
  registerOwner,
  registerUnit,
  surveyFacility,
} from '@gezhi/shared/contracts';
import { idOf, onceHeard, type DemoAccount } from './demo-api.js';
import { uploadPicture } from './picture.js';

/** The estate that the demo's property company and committee member are assigned to, with a few units and an owner. */
export const shownEstate = idOf('estate', 1);

/** Registers it in the community of the secretary. */
export async function registerShownEstate(secretary: DemoAccount, communityCode: string): Promise<void> {
  const photo = await uploadPicture(secretary, 'shown estate');
  const left = { cause: 'PROVIDER_LEFT' as const, grounds: '物业撤离后无人管理（演示）', evidenceIds: [photo] };
  const estateId = shownEstate;
  const named = { id: estateId, communityCode, name: '演示老旧小区', addressLabel: '演示路9号' };
  await onceHeard(() => secretary.do(registerEstate, { ...named, ...left }, estateId));
  const facilityId = idOf('shown facility');
  await secretary.do(registerFacility, { id: facilityId, estateId, kind: 'LIGHTING', label: '楼道照明（演示）' }, facilityId);
  const survey = idOf('shown survey');
  await secretary.do(surveyFacility, { id: survey, facilityId, grade: 'DAMAGED', evidenceIds: [photo] }, survey);
  await secretary.do(completeSurvey, { id: estateId }, 'survey of', estateId);
  const buildingId = idOf('shown building');
  await secretary.do(registerBuilding, { id: buildingId, estateId, label: '1号楼' }, buildingId);
  const ownerId = idOf('shown owner');
  await secretary.do(registerOwner, { id: ownerId, estateId, kind: 'PERSON', name: '演示业主1号' }, ownerId);
  for (const number of [1, 2, 3]) {
    const id = idOf('shown unit', number);
    const area = { area: 5_800 + number * 100, areaSource: 'TITLE_REGISTER' as const };
    await secretary.do(registerUnit, { id, buildingId, label: `1单元10${number}`, kind: 'RESIDENTIAL', ...area }, id);
    const ownership = idOf('shown ownership', number);
    const owned = {
      form: 'SOLE' as const,
      titles: [{ ownerId }],
      basis: 'TITLE_REGISTER' as const,
      validFrom: '2003-06-01T00:00:00.000+08:00',
    };
    if (number < 3) await secretary.do(recordOwnership, { id: ownership, unitId: id, ...owned }, ownership);
  }
}
