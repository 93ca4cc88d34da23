import { deployCadre, registerCadre, type CadreSource, type CadreStratum, type DepartmentLine } from '@gezhi/shared/contracts';
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
  const day = (days: number) => story.at(days).toISOString().slice(0, 10);
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
    await secretary.do(deployCadre, { id: idOf('deployment', index), cadreId: id, gridCode, from: day(0), to: day(364) }, id);
  });
  return cadres;
}
