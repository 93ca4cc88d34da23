import { householdsOfPlace, placeOverview, unitsOfEstate } from '@gezhi/shared/contracts';
import { everyItem } from '../demo-api.js';
import { doorOf } from '../geography.js';
import { estateCount, estateOf, importUnits, unitRef, unitsEach } from '../jixian/estates.js';
import { communityCode, grounds } from '../jixian/ground.js';
import type { Jixian } from '../jixian/opening.js';
import { inParallel, numbers } from '../story.js';
import { importSheet } from '../upload.js';
import { shown } from './people.js';

/** A unit with who lives in it. */
export interface Home {
  readonly unitId: string;
  readonly householdId: string;
}

const lastUnit = unitsEach - 1;
const isNeighbours = (estate: number, unit: number): boolean => estate === shown && (unit === 0 || unit === lastUnit);
const refOf = (estate: number, unit: number): string => `J-${unitRef(estate, unit)}`;

/** The households are registered, then the units that they live in; by estate, in the order of its units. */
export async function moveInAll(jixian: Jixian): Promise<Home[][]> {
  const { secretary } = jixian;
  await importSheet(secretary.baseUrl, secretary, 'households', communityCode, householdSheet(), 'jixian');
  const ids = await householdIds(jixian);
  const householdOf = (estate: number, unit: number): string => ids.get(refOf(estate, unit))!;
  await importUnits(jixian, householdOf);
  return inParallel(numbers(estateCount), 4, async (estate) => {
    const { items } = await secretary.do(unitsOfEstate, { estateId: estateOf(estate), limit: 100 });
    const unitIds = new Map(items.map(({ externalRef, id }) => [externalRef, id]));
    return numbers(unitsEach).map((unit) => ({ unitId: unitIds.get(unitRef(estate, unit))!, householdId: householdOf(estate, unit) }));
  });
}

/** The households of the sheet and the two neighbours by their numbers, once the property service has heard of them all. */
async function householdIds({ secretary, neighbours: [first, second] }: Jixian): Promise<ReadonlyMap<string, string>> {
  const households = await everyItem((after) => secretary.do(householdsOfPlace, { placeCode: communityCode, after, limit: 100 }));
  for (;;) {
    const { property } = await secretary.do(placeOverview, { code: communityCode });
    if (property && property.households.resident >= households.length) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return new Map([
    ...households.map(({ externalRef, id }): [string, string] => [externalRef, id]),
    [refOf(shown, 0), first.householdId],
    [refOf(shown, lastUnit), second.householdId],
  ]);
}

function householdSheet(): string {
  const rows = numbers(estateCount).flatMap((estate) =>
    numbers(unitsEach)
      .filter((unit) => !isNeighbours(estate, unit))
      .map((unit) => {
        const [lon, lat] = doorOf(grounds[estate % grounds.length]!, Math.floor(estate / grounds.length) * unitsEach + unit, 9 * unitsEach);
        return `${refOf(estate, unit)},居民,${communityCode},演示小区${estate + 1}号${unit + 1}室,${lon},${lat}`;
      }),
  );
  return ['台账编号,类别,社区代码,门牌标签,经度,纬度', ...rows].join('\n');
}
