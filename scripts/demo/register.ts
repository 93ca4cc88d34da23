import type { DemoCommunity, DemoGrid } from './geography.js';
import { doorOf } from './geography.js';

export const residentAndShopCount = 23_373;
export const enterpriseCount = 2_043;
const shopsPerHundred = 12;

/** One invented door of the demo street. */
export interface DemoHousehold {
  readonly ref: string;
  readonly kind: '居民' | '商铺' | '企业';
  readonly community: string;
  readonly grid: DemoGrid;
  readonly label: string;
  readonly point: [number, number];
}

/** All 25,416 doors, dealt out evenly over the grids; the same every time. */
export function demoHouseholds(communities: readonly DemoCommunity[]): DemoHousehold[] {
  const grids = communities.flatMap((community) => community.grids.map((grid) => ({ grid, community: community.code })));
  const total = residentAndShopCount + enterpriseCount;
  const households: DemoHousehold[] = [];
  for (const [index, { grid, community }] of grids.entries()) {
    const [from, to] = [Math.floor((total * index) / grids.length), Math.floor((total * (index + 1)) / grids.length)];
    for (let number = from; number < to; number++) {
      const place = number - from;
      households.push({
        ref: `D-${String(number + 1).padStart(5, '0')}`,
        kind: kindOf(number, total),
        community,
        grid,
        label: `演示${Math.floor(place / 40) + 1}幢${(place % 40) + 1}室`,
        point: doorOf(grid, place, to - from),
      });
    }
  }
  return households;
}

/** Enterprises and shops are spread evenly: the number of enterprises up to any door is the rounded share of it. */
function kindOf(number: number, total: number): DemoHousehold['kind'] {
  const enterprisesUpTo = (doors: number) => Math.floor((doors * enterpriseCount) / total);
  if (enterprisesUpTo(number + 1) > enterprisesUpTo(number)) return '企业';
  return number % 100 < shopsPerHundred ? '商铺' : '居民';
}

/** The register as the sheet a community would upload. */
export function householdSheet(households: readonly DemoHousehold[]): string {
  const rows = households.map(({ ref, kind, community, label, point: [lon, lat] }) => `${ref},${kind},${community},${label},${lon},${lat}`);
  return ['台账编号,类别,社区代码,门牌标签,经度,纬度', ...rows].join('\n');
}

/** One visit to each door, spread over the `days` before `until`, in working hours; its kind is that of the door. */
export function visitSheet(households: readonly DemoHousehold[], until: Date, days: number): string {
  const rows = households.map(({ ref, community }, index) => {
    const at = new Date(until.getTime() - (1 + (index % days)) * 86_400_000);
    const day = at.toISOString().slice(0, 10);
    const minute = 540 + ((index * 7) % 480);
    const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    return `V-${ref.slice(2)},${community},${ref},${day} ${time}`;
  });
  return ['走访编号,社区代码,户台账编号,走访时间', ...rows].join('\n');
}
