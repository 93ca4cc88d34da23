import { visitRecorded } from '@gezhi/shared/contracts';
import { visitFacts } from './fact.rules.js';
import { communityCode, factsOf, gridCode, idOf, minute, problemStory, requestStory, resident, worker } from './told.fixture.js';

describe('I-11 an event of a request is one fact', () => {
  const story = requestStory(1, { householdId: idOf(5, 1) });
  const closed = story.closed(false);

  it('keeps who filed, handled and acted, where and when, and the rest as its value', () => {
    expect(factsOf(closed)).toEqual([
      {
        eventId: closed.id,
        item: 0,
        kind: 'request-closed',
        subjectId: idOf(1, 1),
        aggregateVersion: 1,
        placeCode: gridCode,
        gridCodes: [gridCode],
        householdId: idOf(5, 1),
        actorId: worker,
        handlerId: worker,
        cadreId: null,
        filedById: resident,
        at: minute(500),
        value: expect.objectContaining({ class: 'GENERAL', outcome: 'HANDLED', onTime: false, dueAt: minute(1000) }),
      },
    ]);
  });

  it('of something elsewhere than its household counts where it is, wherever that moves', () => {
    const [fact] = factsOf(requestStory(1, { householdId: idOf(5, 1), atPoint: true }).filed());
    expect(fact).toMatchObject({ placeCode: gridCode, householdId: null });
  });
});

describe('I-13 an event of a problem is one fact, and one for each problem that merges into it', () => {
  it('keeps scope and class', () => {
    const [fact] = factsOf(problemStory(7, 'COMMON').collected());
    expect(fact).toMatchObject({
      kind: 'problem-collected',
      subjectId: idOf(2, 7),
      at: minute(7),
      value: { scope: 'COMMON', class: 'PARKING' },
    });
  });

  it('a merge is told of the problems that leave, not of the one that stays', () => {
    const facts = factsOf(problemStory(7, 'COMMON').merged(8, 9));
    expect(facts.map(({ item, kind, subjectId, value }) => ({ item, kind, subjectId, value }))).toEqual([
      { item: 1, kind: 'problem-merged', subjectId: idOf(2, 8), value: { mergedIntoId: idOf(2, 7) } },
      { item: 2, kind: 'problem-merged', subjectId: idOf(2, 9), value: { mergedIntoId: idOf(2, 7) } },
    ]);
  });
});

describe('I-T2 each visit of a batch is a fact of its own', () => {
  const visit = (number: number, grid: string | null) => ({
    visitId: idOf(4, number),
    householdId: idOf(5, number),
    householdKind: 'SHOP' as const,
    gridCode: grid,
    communityCode,
    occurredAt: minute(number),
    campaignId: null,
    actorId: worker,
  });

  it('numbered within its event, at its grid or else its community', () => {
    const { data } = visitRecorded({ visits: [visit(1, gridCode), visit(2, null)] });
    const facts = visitFacts({ id: idOf(3, 1), data });
    expect(facts.map(({ eventId, item, placeCode, gridCodes, at }) => ({ eventId, item, placeCode, gridCodes, at }))).toEqual([
      { eventId: idOf(3, 1), item: 0, placeCode: gridCode, gridCodes: [gridCode], at: minute(1) },
      { eventId: idOf(3, 1), item: 1, placeCode: communityCode, gridCodes: [], at: minute(2) },
    ]);
  });
});
