import fc from 'fast-check';
import {
  activatePartition,
  draftPartition,
  gridOverview,
  gridsOfPlace,
  householdCounts,
  leaveHousehold,
  moveHousehold,
  recordVisit,
  registerHousehold,
  visitCounts,
  type HouseholdKind,
  type OutputOf,
  type values,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
import { figuresOf } from './figure.queries.js';
import { FigureSchedule } from './figure.schedule.js';

const street = '320404004';
/** The second has no grids. */
const [community, plain] = [`${street}001`, `${street}002`];
const box = (west: number, east: number): values.Polygon => ({
  type: 'Polygon',
  coordinates: [[west, east, east, west, west].map((lon, corner) => [lon, [0, 1, 4].includes(corner) ? 31 : 31.01])],
});

let service: TestService;
let leader: TestCaller;
const households: string[] = [];

/** One after the other from west to east, `cuts` being where one grid ends and the next begins. */
async function redraw(cuts: readonly number[]): Promise<void> {
  const edges = [119, ...cuts, 119.03];
  const { items } = await leader.call(gridsOfPlace, { placeCode: community });
  const from = items.map(({ code }) => code);
  const grids = edges.slice(1).map((east, index) => ({ type: 'COMMUNITY_BUILDING' as const, boundary: box(edges[index]!, east), from }));
  const plan = await leader.call(draftPartition, { id: newId(), communityCode: community, grids });
  await leader.call(activatePartition, { id: plan.id });
}

beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
  await redraw([119.01]);
}, 120_000);
afterAll(() => service?.stop());

const where = fc.record({ lon: fc.constantFrom(119.002, 119.008, 119.015, 119.025), communityCode: fc.constantFrom(community, plain) });
const command = fc.oneof(
  fc.record({ act: fc.constant('register' as const), kind: fc.constantFrom<HouseholdKind>('RESIDENT', 'SHOP', 'ENTERPRISE'), where }),
  fc.record({ act: fc.constantFrom('visit', 'visit', 'visit', 'leave', 'fold', 'fold'), which: fc.nat() }),
  fc.record({ act: fc.constant('move' as const), which: fc.nat(), where }),
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

async function perform(one: Command): Promise<unknown> {
  if (one.act === 'fold') return service.get(FigureSchedule).fold();
  const at = 'where' in one ? { addressLabel: '试1幢101', lat: 31.005, ...one.where } : undefined;
  if (one.act === 'register') {
    const id = newId();
    households.push(id);
    return leader.call(registerHousehold, { id, externalRef: id, kind: (one as { kind: HouseholdKind }).kind, ...at! });
  }
  const id = households[(one as { which: number }).which % households.length];
  if (!id) return;
  if (one.act === 'move') return leader.call(moveHousehold, { id, ...at! });
  if (one.act === 'leave') return leader.call(leaveHousehold, { id });
  const visit = { id: newId(), householdId: id, occurredAt: new Date(Date.now() - 60_000).toISOString(), needs: [] };
  return Promise.any((['RESIDENT', 'ENTERPRISE'] as const).map((kind) => leader.call(recordVisit, { ...visit, kind })));
}

interface Figures {
  readonly households: object;
  readonly visits: OutputOf<typeof visitCounts>;
}

/** The figures of every place as they are kept, and as they are counted anew. */
async function figures(): Promise<{ kept: Figures; counted: Figures }[]> {
  const { items } = await leader.call(gridsOfPlace, { placeCode: street });
  const places = [street, community, plain, ...items.map(({ code }) => code)];
  return Promise.all(
    places.map(async (placeCode) => {
      const [kept] = await service.database.read<Figures>(figuresOf, [placeCode]);
      const { grids: _, ...active } = await leader.call(householdCounts, { placeCode });
      return { kept: kept!, counted: { households: active, visits: await leader.call(visitCounts, { placeCode }) } };
    }),
  );
}

it('G-19 X-01 the figures of a place are what a new count gives, whatever happens at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 6, maxLength: 14 }), fc.integer({ min: 1, max: 29 }), async (commands, cut) => {
      await Promise.allSettled([...commands.map(perform), ...commands.map(perform), ...(cut % 3 ? [] : [redraw([119 + cut / 1000])])]);
      for (const { kept, counted } of await figures()) expect(kept).toEqual(counted);
    }),
    { numRuns: 25 },
  );
  const { kept } = (await figures())[0]!;
  expect(await leader.call(gridOverview, { placeCode: street })).toMatchObject({
    households: kept.households,
    visits: { residentAndShop: kept.visits.residentAndShop, enterprise: kept.visits.enterprise },
  });
  expect(kept.visits.visits).toBeGreaterThan(20);
}, 60_000);
