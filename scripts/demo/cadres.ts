import { deployCadre, registerCadre, rotateCadre, type CadreSource, type CadreStratum, type DepartmentLine } from '@gezhi/shared/contracts';
import { idOf } from './demo-api.js';
import type { DemoPeople } from './accounts.js';
import type { DemoCommunity } from './geography.js';
import { inParallel, type Story } from './story.js';

export const cadreCount = 223;

const sources: readonly CadreSource[] = ['LEADERSHIP', 'DEPARTMENT', 'DEPARTMENT', 'VILLAGE_COMMUNITY', 'VILLAGE_COMMUNITY'];
const strata: readonly CadreStratum[] = ['TWO_COMMITTEE', 'MIDDLE_LEVEL', 'YOUNG'];
const lines: readonly DepartmentLine[] = ['PUBLIC_SECURITY_GOVERNANCE', 'ECONOMIC_DEVELOPMENT', 'HOUSING_CONSTRUCTION'];

export interface DemoCadre {
  readonly id: string;
  readonly community: number;
  readonly gridCode: string;
}

/** Registers the cadres, evidently invented by name, and deploys each in a grid for a year; every secretary does the own community's. */
export async function appointCadres(
  story: Story,
  { secretaries, cadre }: DemoPeople,
  communities: readonly DemoCommunity[],
): Promise<DemoCadre[]> {
  const grids = communities.flatMap((community, index) => community.grids.map(({ code }) => ({ code, community: index })));
  const cadres = Array.from({ length: cadreCount }, (_, index) => ({
    id: idOf('cadre', index),
    community: grids[index % grids.length]!.community,
    gridCode: grids[index % grids.length]!.code,
  }));
  await inParallel(cadres, 8, async ({ id, community, gridCode }, index) => {
    const secretary = secretaries[community]!;
    await secretary.do(
      registerCadre,
      {
        id,
        personId: idOf('cadre person', index),
        name: `演示干部${index + 1}号`,
        sourceCategory: sources[index % sources.length]!,
        stratum: strata[index % strata.length]!,
        ...(index % 5 < 3 && { line: lines[index % lines.length]! }),
        ...(index === 0 && { accountId: cadre.accountId }),
        homePlace: communities[community]!.code,
      },
      id,
    );
    await secretary.do(
      deployCadre,
      { id: idOf('deployment', index), cadreId: id, gridCode, from: dayOf(story, 0), to: dayOf(story, 364) },
      id,
    );
  });
  return cadres;
}

/** The last cadre goes on in the first grid of the community (轮岗), so that no day passes without a deployment. */
export async function rotateLast(story: Story, { secretaries }: DemoPeople, communities: readonly DemoCommunity[]): Promise<void> {
  const last = cadreCount - 1;
  const grids = communities.flatMap((community, index) => community.grids.map(() => index));
  const community = grids[last % grids.length]!;
  const newId = idOf('deployment', last, 'rotated');
  const next = { newId, gridCode: communities[community]!.grids[0]!.code, from: dayOf(story, 28), to: dayOf(story, 364) };
  await secretaries[community]!.do(rotateCadre, { id: idOf('deployment', last), ...next, reason: '轮岗（演示）' }, newId);
}

const dayOf = (story: Story, days: number): string => story.at(days).toISOString().slice(0, 10);
