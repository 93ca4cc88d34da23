import { formTaskTeam, formVisitTeam, householdPlaced, registerBuilding, registerEstate, registerUnit } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';

export const community = '230521100001';
export const grid = `${community}001`;
let serial = 0;

/** An estate of the community, and a building in it. */
export async function estateWithBuilding(secretary: TestCaller, communityCode = community) {
  const estate = { id: newId(), communityCode, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  const { id: estateId } = await secretary.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' });
  const { id: buildingId } = await secretary.call(registerBuilding, { id: newId(), estateId, label: '1号楼' });
  return { estateId, buildingId };
}

/** Households that the grid service told of, each in a unit of its own. */
export async function householdsIn(service: TestService, secretary: TestCaller, buildingId: string, number: number): Promise<string[]> {
  const ids = Array.from({ length: number }, () => newId());
  await service.publish(householdPlaced, {
    ...{ gridCode: grid, communityCode: community, validFrom: new Date(0).toISOString(), version: 1 },
    placements: ids.map((householdId) => ({ householdId, kind: 'RESIDENT' as const })),
  });
  for (const householdId of ids) {
    const unit = { id: newId(), buildingId, label: `${++serial}`, kind: 'RESIDENTIAL', area: 6_000, areaSource: 'MEASUREMENT' } as const;
    await eventually(() => secretary.call(registerUnit, { ...unit, householdId }));
  }
  return ids;
}

/** Who makes up a visit after the template of the platform; each is assigned to the grid or the community. */
export function threeVisitors(service: TestService) {
  return {
    lead: service.as({ roles: ['cadre'], place: community }),
    social: service.as({ roles: ['community-secretary'], place: community }),
    worker: service.as({ roles: ['grid-worker'], place: grid }),
  };
}
type Visitors = ReturnType<typeof threeVisitors>;

export const seated = ({ lead, social, worker }: Visitors) => [
  { accountId: lead.accountId, seat: 'TASK_TEAM_MEMBER' },
  { accountId: social.accountId, seat: 'COMMUNITY_WORKER' },
  { accountId: worker.accountId, seat: 'GRID_WORKER' },
];
export const all = ({ lead, social, worker }: Visitors) => [lead.accountId, social.accountId, worker.accountId];

/** The task team of the estate, led by `lead`, and a visit team of the three. */
export async function fullTeam(secretary: TestCaller, estateId: string, visitors: Visitors) {
  const members = [{ accountId: visitors.lead.accountId, function: 'LEADER' as const }];
  const taskTeam = await secretary.call(formTaskTeam, { id: newId(), estateId, members });
  const team = await secretary.call(formVisitTeam, { id: newId(), estateId, members: seated(visitors) });
  return { taskTeam, team };
}
