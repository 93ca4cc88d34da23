import {
  listOpinion,
  markOpinionDuplicate,
  openEstateProblem,
  opinionPolicy,
  publishProblemList,
  recordOpinion,
  refuseOpinion,
} from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { inParallel, numbers } from '../story.js';
import { estateCount, estateOf } from './estates.js';
import { communityCode } from './ground.js';
import type { Jixian } from './opening.js';

/** More than 800 opinions in five classes (P-06), of 35 estates, whose problem lists are published (P-08). */
const perEstate = 24;

/** What was heard at the doors: most of it becomes part of a problem, some says the same again, some is refused with a reason. */
export async function hearOpinions({ secretary }: Jixian): Promise<void> {
  const classes = (await secretary.client.call(opinionPolicy, { placeCode: communityCode })).classes;
  await inParallel(numbers(estateCount), 6, async (estate) => {
    const estateId = estateOf(estate);
    const problemOf = (of: number): string => idOf('jixian estate problem', estate, of);
    for (const [index, { code, zh }] of classes.entries()) {
      const id = problemOf(index);
      await secretary.do(
        openEstateProblem,
        { id, estateId, class: code, title: `${zh}待改善（演示）`, responsibleBody: '攻坚专班（演示）' },
        id,
      );
    }
    for (const number of numbers(perEstate)) {
      const of = number % classes.length;
      const id = idOf('jixian opinion', estate, number);
      const { code, zh } = classes[of]!;
      await secretary.do(recordOpinion, { id, estateId, class: code, summary: `${zh}意见（演示）${number + 1}` }, id);
      if (number % 14 === 13) await secretary.do(refuseOpinion, { id, reason: '属业主专有部分，建议自行维修（演示）' }, 'refuse', id);
      else if (number >= classes.length && number % 7 === 5)
        await secretary.do(markOpinionDuplicate, { id, originalId: idOf('jixian opinion', estate, of) }, 'same', id);
      else await secretary.do(listOpinion, { id, problemId: problemOf(of) }, 'list', id);
    }
    const list = idOf('jixian problem list', estate);
    await secretary.do(publishProblemList, { id: list, estateId }, list);
  });
}
