import { listDemand, listService, proposeMatches, serviceFieldPolicy } from '@gezhi/shared/contracts';
import { idOf } from '../../demo/demo-api.js';
import { inParallel, numbers } from '../../demo/story.js';
import { seconds, type Figure, type Ground } from '../ground.js';
import { median } from '../load.js';
import { benchCommunity as communityCode } from '../requests.js';

const offers = 2_000;
const demands = 800;
const slots = ['WEEKDAY_DAY', 'WEEKDAY_EVENING', 'WEEKEND_DAY', 'WEEKEND_EVENING'] as const;

/** The two lists of a community as large as the register of its returning members, matched as a whole. */
export async function measureMatching({ operator }: Ground): Promise<Figure[]> {
  const { fields } = await operator.client.call(serviceFieldPolicy, { placeCode: communityCode });
  const today = new Date().toISOString().slice(0, 10);
  const year = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
  await inParallel(numbers(offers), 32, async (index) => {
    const id = idOf('bench offer', index);
    const { code, skills } = fields[index % fields.length]!;
    const able = skills.slice(0, 1 + (index % 3)).map((skill) => skill.code);
    const offered = { title: '测量', slots: slots.slice(index % 3, 1 + (index % 4)), from: today, to: year, capacity: 1 + (index % 5) };
    const when = offered.slots.length ? offered.slots : [slots[0]];
    await operator.do(listService, { id, placeCode: communityCode, field: code, skills: able, ...offered, slots: when }, id);
  });
  await inParallel(numbers(demands), 32, async (index) => {
    const id = idOf('bench demand', index);
    const { code, skills } = fields[index % fields.length]!;
    const skill = index % 2 ? skills[index % Math.max(skills.length, 1)]?.code : undefined;
    await operator.do(
      listDemand,
      { id, communityCode, field: code, ...(skill && { skill }), title: '测量', slots: [slots[index % 4]!] },
      id,
    );
  });
  const times: number[] = [];
  let made = { demands: 0, proposed: 0, proposals: 0 };
  for (const round of numbers(4)) {
    const id = idOf('bench round', round);
    const took = await seconds(async () => (made = await operator.do(proposeMatches, { id, placeCode: communityCode }, id)));
    if (round) times.push(took);
  }
  if (made.demands !== demands) throw new Error(`${made.demands} of ${demands} demands were looked at`);
  return [
    {
      name: `${offers} offers matched with ${demands} demands, ${made.proposed} of them proposed something, ${made.proposals} proposals (median of 3)`,
      value: `${median(times).toFixed(2)} s`,
      target: '≤ 1 s',
    },
  ];
}
