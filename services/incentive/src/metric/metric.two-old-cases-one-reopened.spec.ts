import { factsOf, problemStory, requestStory } from '../fact/told.fixture.js';
import { standings } from './metric.rules.js';

const verdictOf = (told: Parameters<typeof factsOf>[0][], metric: string) => {
  const { verdict, counterEntries } = standings(told.flatMap(factsOf)).find((one) => one.metric === metric)!;
  return { verdict, counterEntries };
};

describe('I-T5 two old cases, one reopened: the reopened one no longer counts and leaves a counter-entry', () => {
  const [kept, reopened] = [problemStory(1, 'COMMON'), problemStory(2, 'COMMON')];
  const history = [reopened.collected(), reopened.rectified(), reopened.reopened()];

  it('the one that held counts', () => {
    expect(verdictOf([kept.collected(), kept.rectified()], 'rectificationRate')).toEqual({ verdict: 'numerator', counterEntries: 0 });
  });

  it('the reopened one counts in the denominator alone', () => {
    expect(verdictOf(history, 'rectificationRate')).toEqual({ verdict: 'denominator', counterEntries: 1 });
  });

  it('the same when the reopening is heard before the rectification', () => {
    expect(verdictOf(history.toReversed(), 'rectificationRate')).toEqual({ verdict: 'denominator', counterEntries: 1 });
  });

  it('rectified once more it counts again, and the counter-entry stays', () => {
    expect(verdictOf([...history, reopened.rectified()], 'rectificationRate')).toEqual({ verdict: 'numerator', counterEntries: 1 });
  });
});

describe('I-T5 a closed request that is reopened', () => {
  const story = requestStory(1);
  const told = [story.accepted(), story.closed(), story.confirmed(), story.reopened()];

  it('is closed no more, though its deadline is still to come', () => {
    expect(verdictOf(told, 'closureRate')).toEqual({ verdict: 'denominator', counterEntries: 1 });
  });

  it('is unresolved by the reporter’s last word', () => {
    expect(verdictOf(told, 'resolutionRate')).toEqual({ verdict: 'denominator', counterEntries: 1 });
  });
});
