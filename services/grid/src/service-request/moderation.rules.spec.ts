import { moderate } from './moderation.rules.js';
import { evidenceId, filed, secretary } from './request.fixture.js';

describe('G-42 what everyone may read of a request is what a leader has written for that', () => {
  const request = filed('2026-11-23T01:00:00.000Z');

  it('words and pictures are released beside those of the reporter, and nothing is told of them', () => {
    const { state, events } = moderate(request, { publicSummary: '样例：公共照明故障', releasedEvidenceIds: [evidenceId] }, secretary);
    expect(state).toEqual({
      ...request,
      publicSummary: '样例：公共照明故障',
      releasedEvidenceIds: [evidenceId],
      moderatedById: secretary.accountId,
    });
    expect(events).toEqual([]);
  });

  it('and can be taken back', () => {
    const open = moderate(request, { publicSummary: '样例', releasedEvidenceIds: [evidenceId] }, secretary).state;
    const { state } = moderate(open, { publicSummary: null, releasedEvidenceIds: [] }, secretary);
    expect([state.publicSummary, state.releasedEvidenceIds]).toEqual([null, []]);
  });
});
