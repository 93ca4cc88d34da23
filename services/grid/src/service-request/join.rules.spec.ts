import { serviceRequestJoined } from '@gezhi/shared/contracts';
import { join } from './join.rules.js';
import { evidenceId as neighbour, filing, onItsWay, refusal, requestId } from './request.fixture.js';

const now = '2026-11-23T01:00:00.000Z';
const { accepted, handled } = onItsWay(now);

describe('G-42 a household joins an open request instead of filing it again', () => {
  it('is counted and told with the version it gives', () => {
    const { state, events } = join(accepted, neighbour, [requestId], now);
    expect([state.joined, events[0]]).toMatchObject([
      2,
      { event: serviceRequestJoined, data: { joined: 2, at: now, version: accepted.version + 1 } },
    ]);
  });

  it.each([
    ['its own', accepted, filing.householdId, [], 'grid.service-request.own-request'],
    ['one concluded', handled, neighbour, [], 'grid.service-request.not-open'],
    ['one it joined before', accepted, neighbour, [neighbour], 'grid.service-request.joined-already'],
    ['that of another', accepted, neighbour, [], 'accepted'],
  ])('%s', (_, request, household, joined, expected) => {
    expect(refusal(() => join(request, household, joined, now))).toBe(expected);
  });
});
