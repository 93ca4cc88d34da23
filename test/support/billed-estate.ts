import {
  advanceClock,
  billsOfEstate,
  completeSurvey,
  draftFeeSchedule,
  issueBills,
  openOffer,
  publishFeeSchedule,
  registerBuilding,
  registerEstate,
  registerFacility,
  registerUnit,
  signContract,
  surveyFacility,
  type BillView,
  type FileView,
} from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { jpegOf } from '../../gateway/src/file/pictures.fixture.js';
import { settle, type Community } from './community.js';
import { newId, refusal, type Person } from './people.js';

/** An estate with its fee of 180.00 a year, and the bills of so many households. */
export interface BilledEstate {
  readonly id: string;
  readonly evidenceIds: string[];
  readonly bills: readonly BillView[];
}

/** A picture that evidence can name. */
export async function uploadPicture(by: Person): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([jpegOf() as BlobPart]), 'picture.jpg');
  const response = await by.fetch('/v1/files', { method: 'POST', headers: { 'idempotency-key': newId() }, body: form });
  return ((await response.json()) as FileView).id;
}

/** So far the clock of the platform is ahead once there are bills. */
export const day = 86_400_000;
let serial = 0;

/** The clock of every process that runs is so many days ahead; those that a test does not run are missing. */
export async function aheadBy(operator: Person, days: number): Promise<void> {
  const refused = await refusal(operator.call(advanceClock, { to: new Date(Date.now() + days * day).toISOString() }));
  if (refused && refused.code !== 'gateway.clock.partly-advanced') throw new Error(refused.code);
}

export async function billedEstate(operator: Person, community: Community, households: number): Promise<BilledEstate> {
  const id = newId();
  const evidenceIds = [await uploadPicture(operator)];
  const named = { communityCode: community.code, name: `演示小区${++serial}`, addressLabel: `演示路${serial}号`, grounds: '演示' };
  await operator.call(registerEstate, { id, ...named, cause: 'NEVER_MANAGED', evidenceIds });
  const facilityId = newId();
  await operator.call(registerFacility, { id: facilityId, estateId: id, kind: 'LIGHTING', label: '楼道照明' });
  await operator.call(surveyFacility, { id: newId(), facilityId, grade: 'INTACT', evidenceIds });
  await operator.call(completeSurvey, { id });
  const fee = await operator.call(draftFeeSchedule, { id: newId(), estateId: id, amountFen: 18_000, unit: 'HOUSEHOLD', period: 'YEAR' });
  const effectiveFrom = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await operator.call(publishFeeSchedule, { id: fee.id, effectiveFrom });
  await operator.call(openOffer, { id: newId(), estateId: id, text: '先试后买，无理由退货' });
  const building = await operator.call(registerBuilding, { id: newId(), estateId: id, label: '1号楼' });
  for (let number = 1; number <= households; number++) {
    const householdId = await settle(operator, community, 'west', ++settled);
    const unit = { id: newId(), buildingId: building.id, label: `${number}室`, area: 6_250, householdId } as const;
    // The household is heard of.
    await eventually(
      async () => !(await refusal(operator.call(registerUnit, { ...unit, kind: 'RESIDENTIAL', areaSource: 'TITLE_REGISTER' }))),
    );
    await operator.call(signContract, { id: newId(), unitId: unit.id, consentEvidenceIds: evidenceIds });
  }
  // The service begins on the day after it was signed for.
  await aheadBy(operator, 1);
  await operator.call(issueBills, { estateId: id });
  const { items } = await operator.call(billsOfEstate, { estateId: id, limit: 100 });
  return { id, evidenceIds, bills: items };
}

let settled = 0;
