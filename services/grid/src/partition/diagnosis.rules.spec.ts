import { checkReachable } from '@gezhi/shared/domain';
import { diagnose, diagnosisLife, endDiagnosis } from './diagnosis.rules.js';

const now = '2026-06-01T02:00:00.000Z';
const by = '0190a1b2-0000-7000-8000-0000000000b1';
const input = {
  id: '0190a1b2-0000-7000-8000-0000000000d1',
  code: '320404004001001',
  label: 'MIXED' as const,
  finding: '产权与业态混杂（演示）',
  evidenceIds: ['0190a1b2-0000-7000-8000-0000000000e1'],
};

describe('G-28 a grid is called mixed, scattered or weak only with evidence', () => {
  it('tells label and grid, never the finding', () => {
    const { state, events } = diagnose(input, by, now);
    expect(state).toMatchObject({ gridCode: input.code, diagnosedById: by, endedAt: null });
    expect(events.map(({ data }) => data)).toEqual([{ diagnosisId: input.id, gridCode: input.code, label: 'MIXED', at: now, version: 1 }]);
  });

  it('refuses one without evidence', () => {
    expect(() => diagnose({ ...input, evidenceIds: [] }, by, now)).toThrow(
      expect.objectContaining({ code: 'grid.partition.evidence-missing' }),
    );
  });

  it('ends once', () => {
    const { state } = endDiagnosis(diagnose(input, by, now).state, '已整治', now);
    expect(state).toMatchObject({ endedAt: now, endReason: '已整治' });
    expect(() => endDiagnosis(state, '再次', now)).toThrow(expect.objectContaining({ code: 'platform.request.wrong-state' }));
  });

  it('reaches every state', () => expect(checkReachable(diagnosisLife)).toEqual({ unreachable: [], unknown: [] }));
});
