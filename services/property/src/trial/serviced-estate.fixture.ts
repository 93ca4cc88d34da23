import {
  completeSurvey,
  draftFeeSchedule,
  householdPlaced,
  openOffer,
  publishFeeSchedule,
  registerBuilding,
  registerEstate,
  registerFacility,
  registerUnit,
  startTrial,
  surveyFacility,
  convertTrial,
  trialsOfEstate,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';

export const communityCode = '230521100001';
export const day = 86_400_000;

export interface ServicedEstate {
  readonly estateId: string;
  readonly units: readonly { readonly unitId: string; readonly householdId: string }[];
  readonly secretary: TestCaller;
  readonly company: TestCaller;
}

let serial = 0;

/** An estate with a fee of 180.00 a year and a promise, and so many units with a household each. */
export async function servicedEstate(service: TestService, count: number, promise = {}): Promise<ServicedEstate> {
  const secretary = service.as({ roles: ['community-secretary'], place: communityCode });
  const estate = { id: newId(), communityCode, name: `服务小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  await secretary.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' });
  const { id: estateId } = estate;
  await surveyed(secretary, estateId);
  const company = service.as({ roles: ['property-company'], estate: estateId });
  const building = await secretary.call(registerBuilding, { id: newId(), estateId, label: '1号楼' });
  const units = Array.from({ length: count }, () => ({ unitId: newId(), householdId: newId() }));
  const placed = { gridCode: `${communityCode}001`, communityCode, validFrom: new Date(0).toISOString(), version: 1 };
  await service.publish(householdPlaced, {
    ...placed,
    placements: units.map(({ householdId }) => ({ householdId, kind: 'RESIDENT' as const })),
  });
  for (const [index, { unitId, householdId }] of units.entries()) {
    const unit = {
      id: unitId,
      buildingId: building.id,
      label: `${index + 1}室`,
      kind: 'RESIDENTIAL',
      area: 6_250,
      areaSource: 'TITLE_REGISTER',
    } as const;
    await eventually(() => secretary.call(registerUnit, { ...unit, householdId }));
  }
  const fee = await company.call(draftFeeSchedule, { id: newId(), estateId, amountFen: 18_000, unit: 'HOUSEHOLD', period: 'YEAR' });
  await secretary.call(publishFeeSchedule, { id: fee.id, effectiveFrom: await today(service) });
  await secretary.call(openOffer, { id: newId(), estateId, text: '先试后买，无理由退货', rollHoliday: false, ...promise });
  return { estateId, units, secretary, company };
}

/** An estate gets its inventory of one facility, which is surveyed. */
export async function surveyed(secretary: TestCaller, estateId: string): Promise<void> {
  const facilityId = newId();
  await secretary.call(registerFacility, { id: facilityId, estateId, kind: 'LIGHTING', label: '楼道照明' });
  await secretary.call(surveyFacility, { id: newId(), facilityId, grade: 'INTACT', evidenceIds: [newId()] });
  await secretary.call(completeSurvey, { id: estateId });
}

/** The day it is at the place, by the clock of the database. */
export async function today(service: TestService): Promise<string> {
  const { rows } = await service.database.pool.query("SELECT (gezhi_now() AT TIME ZONE 'Asia/Shanghai')::date::text AS day");
  return (rows[0] as { day: string }).day;
}

/** Households that tried, said yes and whose paid service began today. */
export async function withContracts(service: TestService, { estateId, units, secretary, company }: ServicedEstate): Promise<string[]> {
  for (const { unitId } of units) {
    const trial = await company.call(startTrial, { id: newId(), unitId });
    await company.call(convertTrial, { id: trial.id, contractId: newId(), consentEvidenceIds: [newId()] });
  }
  const { items } = await secretary.call(trialsOfEstate, { estateId, limit: 100 });
  const end = Date.parse(`${items[0]!.lastDay}T16:00:00.000Z`);
  const { rows } = await service.database.pool.query('SELECT gezhi_now() AS now');
  await service.advance(end + 3_600_000 - new Date((rows[0] as { now: string }).now).getTime());
  return items.map(({ contractId }) => contractId!);
}
