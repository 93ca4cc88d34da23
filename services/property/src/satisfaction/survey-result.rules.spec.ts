import { close } from './survey-result.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-07-01T00:00:00.000Z';
const survey = {
  ...{ id: id(1), version: 1, estateId: id(2), communityCode: '230521100001', periodFrom: '2026-04-01', periodTo: '2026-06-30' },
  ...{ satisfiedFrom: 4, leastAnswers: 5, openedAt: now, closesAt: now, isClosed: true },
  ...{ answers: 6, satisfied: 4, covered: 6, households: 10 },
};

describe('P-25 what a closed survey came to is told', () => {
  it('with its denominators', () => {
    const { state, events } = close(survey, now);
    expect(state).toEqual({ surveyId: id(1), answers: 6, satisfied: 4, covered: 6, households: 10, closedAt: now });
    expect(events[0]!.data).toMatchObject({ surveyId: id(1), answers: 6, satisfied: 4, covered: 6, households: 10, version: 2 });
  });

  it('but not how many were satisfied where too few answered', () => {
    expect(close({ ...survey, answers: 4, satisfied: 4 }, now).events[0]!.data).toMatchObject({ answers: 4, satisfied: null });
  });
});
