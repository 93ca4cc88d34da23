import { quiet, type Figure, type Ground } from './ground.js';
import { median, oneByOne } from './load.js';
import type { Contender } from './requests.js';

const requests = 400;

/** One request after the other, platform and reference turn by turn, each when what the last left to do is done. */
export async function measureOneConnection(
  { cluster, operator }: Ground,
  rounds: number,
  platform: Contender,
  reference: Contender,
): Promise<Figure[]> {
  const p50 = async (contender: Contender, kind: 'read' | 'write') => {
    await quiet(cluster);
    await operator.refresh();
    return (await oneByOne(contender.url, requests, () => contender[kind]())).p50;
  };
  const figures: Figure[] = [];
  for (const kind of ['read', 'write'] as const) {
    const turns: [number, number][] = [];
    for (let round = 0; round < rounds; round++) turns.push([await p50(platform, kind), await p50(reference, kind)]);
    const ratios = turns.map(([own, other]) => own / other);
    const [own, other] = [median(turns.map(([each]) => each)), median(turns.map(([, each]) => each))];
    const all = ratios.map((ratio) => ratio.toFixed(2)).join(' ');
    figures.push({
      name: `one connection, ${kind}: p50 of gezhi / ordinary, median of rounds ${all} (${own.toFixed(2)} / ${other.toFixed(2)} ms)`,
      value: median(ratios).toFixed(2),
      target: '≤ 2.5',
    });
  }
  return figures;
}
