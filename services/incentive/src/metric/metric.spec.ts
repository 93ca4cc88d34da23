import fc from 'fast-check';
import { metricName, type MetricName, type MetricScope } from '@gezhi/shared/contracts';
import { seedProblems, seedRequests } from '../fact/seed.fixture.js';
import { factsOf, idOf, minute, problemStory, requestStory, resident, worker, type Telling } from '../fact/told.fixture.js';
import { foldRequest, inOrder } from './case.rules.js';
import { valuesOf, type Count } from './metric-value.rules.js';
import { foldProblem } from './problem-case.rules.js';
import { kindsBehind, standings, standingsOf, type Standing } from './metric.rules.js';

const heard = (told: readonly Telling[]) => told.flatMap(factsOf);
const standing = (told: readonly Telling[], metric: MetricName): Standing | undefined =>
  standings(heard(told)).find((one) => one.metric === metric);

/** What the read does in SQL, long after every deadline: standings grouped and counted. */
const counted = (all: readonly Standing[]): Count[] =>
  all.map(({ metric, scope, verdict, counterEntries }) => {
    const is = (of: string) => ((verdict === 'pending' ? 'denominator' : verdict) === of ? 1 : 0);
    return {
      metric,
      scope,
      numerator: is('numerator'),
      denominator: is('denominator'),
      excluded: is('excluded'),
      pending: is('pending'),
      unaccepted: is('unaccepted'),
      counterEntries,
    };
  });
const values = (told: readonly Telling[]) => {
  const all = valuesOf(counted(standingsOf(heard(told))));
  return (metric: MetricName, scope: MetricScope = 'all') => all.find((value) => value.metric === metric && value.scope === scope)!;
};

describe('I-11 rates of requests, with their denominators (G-T13)', () => {
  const value = values(seedRequests());
  it.each([
    ['closureRate', 54, 55, 98.18],
    ['onTimeRate', 51, 55, 92.73],
    ['resolutionRate', 41, 45, 91.11],
    ['satisfactionRate', 40, 44, 90.91],
  ] as const)('%s is %i of %i, %d %%', (metric, numerator, denominator, percent) => {
    expect(value(metric).rate).toMatchObject({ numerator, denominator, value: percent });
  });

  it('responseRate counts first responses within their limit among the dispatched', () => {
    expect(value('responseRate').rate).toMatchObject({ numerator: 50, denominator: 55, value: 90.91 });
  });

  it('no case is no data, not 0 and not 100 %', () => {
    expect(valuesOf([]).map(({ rate }) => rate.value)).toEqual(Array(8).fill(null));
    expect(new Set(valuesOf([]).map(({ metric }) => metric))).toEqual(new Set(metricName.options));
  });
});

describe('I-13 rectification by scope and in total (G-T6)', () => {
  const value = values(seedProblems());
  it.each([
    ['common', 56, 76, 73.68],
    ['individual', 111, 119, 93.28],
    ['all', 167, 195, 85.64],
  ] as const)('%s: %i of %i is %d %%', (scope, numerator, denominator, percent) => {
    expect(value('rectificationRate', scope).rate).toMatchObject({ numerator, denominator, value: percent });
  });

  it('a merged problem leaves the counts', () => {
    const told = [problemStory(1, 'COMMON').collected(), problemStory(2, 'COMMON').collected(), problemStory(1, 'COMMON').merged(2)];
    expect(values(told)('rectificationRate')).toMatchObject({ rate: { denominator: 1 }, excluded: 1 });
    expect(foldProblem(heard(told).filter(({ subjectId }) => subjectId === idOf(2, 2)))).toMatchObject({ isMerged: true, scope: 'common' });
  });
});

describe('I-11 what places a request in a period and settles it', () => {
  const story = requestStory(1);
  const accepted = story.accepted();

  it('an accepted request is pending until its deadline', () => {
    expect(standing([accepted], 'closureRate')).toMatchObject({ verdict: 'pending', at: minute(1000) });
  });

  it('a request only closed after its deadline is closed, and not on time', () => {
    const told = [accepted, story.closed(false)];
    expect([standing(told, 'closureRate')?.verdict, standing(told, 'onTimeRate')?.verdict]).toEqual(['numerator', 'denominator']);
  });

  it('silence neither resolves nor satisfies', () => {
    const told = [accepted, story.closed(), story.lapsed()];
    expect([standing(told, 'resolutionRate'), standing(told, 'satisfactionRate')]).toEqual([undefined, undefined]);
  });

  it('a later response does not mend a late first one', () => {
    const late = requestStory(2);
    const told = [late.accepted(), late.dispatched(), late.responded(false), late.closed(), late.reopened(), late.responded(true, false)];
    expect(standing(told, 'responseRate')).toMatchObject({ verdict: 'denominator', at: minute(60) });
  });
});

describe('I-11 G-40 closed, reopened, closed again, never accepted: the numbers the grid service gives for the same story', () => {
  const [kept, opened, late, again, open, unaccepted] = [1, 2, 3, 4, 5, 6].map((number) => requestStory(number));
  const told = [
    ...[kept!.filed(), kept!.accepted(), kept!.closed()],
    ...[opened!.filed(), opened!.accepted(), opened!.closed(), opened!.reopened()],
    ...[late!.filed(), late!.accepted(), late!.closed(), late!.reopened(), late!.closed(false, worker, false)],
    ...[again!.filed(), again!.accepted(), again!.closed(), again!.reopened(), again!.closed(true, worker, false)],
    ...[open!.filed(), open!.accepted()],
    unaccepted!.filed(),
  ];

  it('three of five closed, two of five on time, one never accepted', () => {
    const value = values(told);
    expect(value('closureRate')).toMatchObject({ rate: { numerator: 3, denominator: 5 }, unaccepted: 1 });
    expect(value('onTimeRate')).toMatchObject({ rate: { numerator: 2, denominator: 5 }, unaccepted: 1 });
    expect(value('responseRate')).toMatchObject({ rate: { denominator: 0 }, unaccepted: 1 });
  });

  it('what repeats another is not waiting to be accepted', () => {
    const story = requestStory(7);
    expect(standing([story.filed(), story.duplicated()], 'closureRate')).toBeUndefined();
  });
});

describe('I-T20 what proves nothing is excluded, and shown as excluded', () => {
  it('a request filed and closed by one person leaves every rate', () => {
    const story = requestStory(1, { filedById: worker });
    const told = [story.accepted(), story.dispatched(), story.responded(), story.closed(), story.confirmed(), story.rated()];
    expect(new Set(standings(heard(told)).map(({ exclusion }) => exclusion))).toEqual(new Set(['filed-by-handler']));
    expect(values(told)('closureRate')).toMatchObject({ rate: { denominator: 0, value: null }, excluded: 1 });
  });

  it('a rating from the handler’s account leaves satisfaction alone', () => {
    const story = requestStory(1);
    const told = [story.accepted(), story.closed(), story.rated(true, worker)];
    expect(standing(told, 'satisfactionRate')).toMatchObject({ verdict: 'excluded', exclusion: 'rated-by-handler' });
    expect(standing(told, 'closureRate')).toMatchObject({ verdict: 'numerator', exclusion: null });
  });

  const excluded = { verdict: 'excluded', exclusion: 'rated-by-handler' };

  it('a rating by a link that a handler issued leaves satisfaction, and its answer resolution', () => {
    const story = requestStory(1);
    const told = [story.accepted(), story.closed(), story.confirmed(resident, worker), story.rated(true, resident, worker)];
    expect(standing(told, 'satisfactionRate')).toMatchObject(excluded);
    expect(standing(told, 'resolutionRate')).toMatchObject(excluded);
    expect(standing(told, 'closureRate')).toMatchObject({ verdict: 'numerator' });
  });

  it('a rating by whoever closed an earlier round is excluded too', () => {
    const story = requestStory(1);
    const earlier = idOf(8, 9);
    const told = [
      story.accepted(),
      story.closed(true, earlier),
      story.reopened(),
      story.closed(true, worker, false),
      story.rated(true, earlier),
    ];
    expect(standing(told, 'satisfactionRate')).toMatchObject(excluded);
  });

  it('a duplicate leaves every rate', () => {
    const story = requestStory(1);
    expect(standing([story.accepted(), story.closed(), story.duplicated()], 'closureRate')).toMatchObject({ exclusion: 'duplicate' });
  });
});

describe('I-11 the fold depends on the facts alone', () => {
  const facts = heard([...seedRequests().slice(-40), ...seedProblems().slice(-10)]);
  const expected = new Map(standingsOf(facts).map((one) => [`${one.metric} ${one.subjectId}`, one]));

  it('facts shuffled and repeated stand in the order of their versions, each once', () => {
    const again = fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2, maxLength: facts.length * 2 });
    fc.assert(
      fc.property(again, (arrival) => {
        expect(new Map(standingsOf(arrival).map((one) => [`${one.metric} ${one.subjectId}`, one]))).toEqual(expected);
        expect(inOrder(arrival)).toHaveLength(facts.length);
      }),
      { numRuns: 25 },
    );
  });

  it('an empty case stands nowhere', () => {
    expect([standings([]), foldRequest([]).isClosed]).toEqual([[], false]);
  });

  it('every kind a metric is moved by is among its evidence', () => {
    expect(kindsBehind('closureRate')).toContain('request-reopened');
    expect(kindsBehind('rectificationRate')).toContain('problem-reopened');
  });
});
