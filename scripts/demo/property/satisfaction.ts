import { answerSurvey, openSurvey, recordPaperAnswer } from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { estateOf } from '../jixian/estates.js';
import { uploadPicture } from '../picture.js';
import { inParallel, numbers, type Story } from '../story.js';
import type { Home } from './households.js';
import { shown, type Carers } from './people.js';

/** The estates whose households are asked how content they are (P-25), and how many of them answer. */
export const askedEstates = 8;
export const answersEach = 20;
/** What twenty households say, of five: at the beginning and half a year later. */
const scores = [
  [4, 3, 4, 2, 5, 4, 3, 4, 3, 4],
  [5, 4, 4, 3, 5, 4, 5, 4, 4, 5],
] as const;

/** Households answer about a period, on paper or, a neighbour, by themselves; it closes three days later. */
export async function askHouseholds(
  story: Story,
  round: 0 | 1,
  [from, to]: [number, number],
  carers: Carers,
  homes: Home[][],
): Promise<void> {
  const { secretary, neighbours } = carers;
  const slip = [await uploadPicture(secretary, 'jixian slip')];
  await inParallel(numbers(askedEstates), 4, async (estate) => {
    const surveyId = idOf('jixian satisfaction', estate, round);
    const period = { periodFrom: story.dayAt(from), periodTo: story.dayAt(to), closesOn: story.dayAt(to + 3) };
    await secretary.do(openSurvey, { id: surveyId, estateId: estateOf(estate), ...period }, surveyId);
    for (const unit of numbers(answersEach)) {
      const id = idOf('jixian satisfaction answer', estate, round, unit);
      const answer = { id, surveyId, householdId: homes[estate]![unit]!.householdId, score: scores[round][unit % scores[round].length]! };
      if (estate === shown && unit === 0) await neighbours[0].resident.do(answerSurvey, answer, id);
      else await secretary.do(recordPaperAnswer, { ...answer, evidenceIds: slip }, id);
    }
  });
}
