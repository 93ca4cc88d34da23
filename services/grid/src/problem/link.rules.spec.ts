import { ensureLinkable } from './link.rules.js';
import { idOf, open, refusal } from './problem.fixture.js';

const request = (number: number, changes: object = {}) => ({
  ...{ id: idOf(number), state: 'HANDLED', communityCode: '320404004003', problemId: null },
  ...changes,
});
const linking = (problem: object, ...found: ReturnType<typeof request>[]) =>
  refusal(() => ensureLinkable({ ...open(), ...problem }, found, [idOf(1), idOf(2)]));

describe('G-20 G-24 service requests that show a problem are linked to it', () => {
  it.each([
    ['concluded and open ones alike', {}, [request(1), request(2, { state: 'FILED' })], 'accepted'],
    ['of another community of the street', {}, [request(1), request(2, { communityCode: '320404004001' })], 'accepted'],
    ['to a problem whose rectification waits for its check', { state: 'REPORTED' }, [request(1), request(2)], 'accepted'],
    ['to an annual special item', { state: 'ANNUAL', annualItemId: idOf(9) }, [request(1), request(2)], 'accepted'],
    ['to a rectified one', { state: 'RECTIFIED' }, [request(1), request(2)], 'grid.problem.wrong-state'],
    ['to one that merged into another', { state: 'MERGED' }, [request(1), request(2)], 'grid.problem.wrong-state'],
    ['one that cannot be seen', {}, [request(1)], 'grid.problem.request-unknown'],
    ['a duplicate', {}, [request(1), request(2, { state: 'DUPLICATE' })], 'grid.problem.request-unknown'],
    ['of another street', {}, [request(1), request(2, { communityCode: '320404005001' })], 'grid.problem.request-unknown'],
    ['one that shows another problem', {}, [request(1), request(2, { problemId: idOf(8) })], 'grid.problem.request-linked'],
    ['one that shows this very problem', {}, [request(1), request(2, { problemId: idOf(1) })], 'grid.problem.request-linked'],
  ])('%s', (_, problem, found, outcome) => {
    expect(linking(problem, ...found)).toBe(outcome);
  });

  it('names the requests it refuses', () => {
    const found = [request(1), request(2, { problemId: idOf(8) })];
    expect(() => ensureLinkable(open(), found, [idOf(1), idOf(2)])).toThrow(
      expect.objectContaining({ details: { requestIds: [idOf(2)] } }) as Error,
    );
  });
});
