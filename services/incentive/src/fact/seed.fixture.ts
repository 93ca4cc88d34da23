import type { ProblemScope } from '@gezhi/shared/contracts';
import { problemStory, requestStory, worker, type Telling } from './told.fixture.js';

/** The campaign of the seed: 76 common problems with 56 rectified, 119 individual ones with 111; the 28 left go on the annual list. */
export function seedProblems(): Telling[] {
  const problems = (count: number, rectified: number, scope: ProblemScope, first: number) =>
    Array.from({ length: count }, (_, index) => {
      const story = problemStory(first + index, scope);
      return [story.collected(), index < rectified ? story.rectified() : story.transferred()];
    });
  return [...problems(76, 56, 'COMMON', 1), ...problems(119, 111, 'INDIVIDUAL', 101)].flat();
}

/** 55 requests due: 54 closed, 51 of them in time, 45 answered for with 41 resolved, 44 rated with 40 satisfied (G-T13). */
export function seedRequests(): Telling[] {
  return Array.from({ length: 55 }, (_, index) => {
    const story = requestStory(index + 1);
    const told = [story.accepted(), story.dispatched(), story.responded(index < 50)];
    if (index === 54) return told;
    told.push(story.closed(index < 51));
    if (index < 41) told.push(story.confirmed());
    else if (index < 45) told.push(story.reopened(), story.closed(index < 51, worker, false));
    else told.push(story.lapsed());
    if (index < 44) told.push(story.rated(index < 40));
    return told;
  }).flat();
}
