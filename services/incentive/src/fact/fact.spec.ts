import { factRecorded, visitRecorded } from '@gezhi/shared/contracts';
import { recorded, visitFacts } from './fact.rules.js';
import { communityCode, factsOf, gridCode, idOf, minute, problemStory, requestStory, resident, worker } from './told.fixture.js';

describe('I-11 an event of a request is one fact', () => {
  const story = requestStory(1, { householdId: idOf(5, 1) });
  const accepted = factsOf(story.accepted());
  const closed = story.closed(false);

  it('keeps who filed, handled and acted, where and when, and the rest as its value', () => {
    expect(factsOf(closed)).toEqual([
      {
        eventId: closed.id,
        item: 0,
        kind: 'request-closed',
        subjectId: idOf(1, 1),
        aggregateVersion: 2,
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

  it('tells whoever folds facts which cases have new ones, each once', () => {
    const happened = { event: factRecorded, data: { subjectIds: [idOf(1, 1)] } };
    expect(recorded([...accepted, ...factsOf(closed)])).toEqual([{ happened, id: idOf(1, 1), place: '320404' }]);
  });

  it('tells each county of its own cases, and so many in one event as it can name', () => {
    const [fact] = accepted;
    const many = Array.from({ length: 501 }, (_, number) => ({ ...fact!, subjectId: idOf(1, number) }));
    const elsewhere = { ...fact!, subjectId: idOf(1, 999), placeCode: '230521001001' };
    expect(
      recorded([...many, elsewhere]).map(({ happened, place }) => [place, (happened.data as { subjectIds: [] }).subjectIds.length]),
    ).toEqual([
      ['320404', 500],
      ['320404', 1],
      ['230521', 1],
    ]);
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
