import { contentHash } from '@gezhi/shared/platform';
import { corrected, type Correction } from './correction.rules.js';
import type { StatementContent } from './statement.rules.js';

const section = (amountFen: number) => ({
  ...{ code: 'PERFORMANCE' as const, title: '履行情况' },
  lines: [{ code: 'INCOME', label: '收入', text: null, amountFen, of: null }],
});
const content = (amountFen: number): StatementContent => ({
  ...{ estateId: 'e', communityCode: '230521100001', periodId: 'p', number: 1, from: '2026-06-01', to: '2026-06-30' },
  ...{ title: '演示小区物业服务公开报告', subtitle: '第 1 期', sections: [section(amountFen)] },
  bookSums: { postings: 0, debitsFen: 0, creditsFen: 0, agrees: true },
});
const former = { id: 's1', hash: 'f'.repeat(64), revision: 1, sections: content(100).sections };
const correct = (amountFen: number, more: Partial<Correction> = {}) =>
  corrected(content(amountFen), { former, reason: '演示', takenBack: [], ...more }, contentHash);
const nothing = expect.objectContaining({ code: 'property.statement.nothing-to-correct' });

describe('P-14, P-20 a corrected statement', () => {
  it('says all anew, why, and of which one', () => {
    const second = correct(90);
    expect(second.subtitle).toBe('第 1 期（更正，第 2 版）');
    expect(second.sections.map(({ code }) => code)).toEqual(['PERFORMANCE', 'CORRECTIONS']);
    expect(second.sections[1]!.lines).toMatchObject([{ text: '演示' }, { text: former.hash }]);
  });

  it('differs from the former: in what it says, or in what was taken back since', () => {
    expect(() => correct(100)).toThrow(nothing);
    const takenBack = [{ kind: 'COST' as const, entries: 2, amountFen: 700 }];
    const second = correct(100, { takenBack });
    expect(second.sections[1]!.lines[2]).toMatchObject({ code: 'TAKEN_BACK.COST', text: '2 笔', amountFen: 700 });
    const next = { ...former, id: 's2', revision: 2, sections: second.sections };
    expect(() => correct(100, { former: next, takenBack })).toThrow(nothing);
    expect(correct(100, { former: next, takenBack: [{ ...takenBack[0]!, entries: 3 }] }).subtitle).toContain('第 3 版');
  });
});
