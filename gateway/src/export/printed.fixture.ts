import type { Printed } from './printed.js';

/** A document of eight sections of several pages, with the longest amount there is. */
export const printedFixture: Printed = {
  title: '演示小区物业服务公开报告',
  subtitle: '第 1 期 2026-06-01 至 2026-06-30',
  sections: Array.from({ length: 8 }, (_, section) => ({
    code: `S${section}`,
    title: section === 7 ? '业主共有部分的经营与收益情况' : `披露事项${section + 1}`,
    lines: [
      { label: '已核实成本：共用部位、共用设施设备日常运行和维护费用', text: null, amountFen: 1_235_050 },
      { label: '=HYPERLINK("http://example.invalid")', text: '=1+1', amountFen: null },
      { label: '最大金额', text: '说明'.repeat(40), amountFen: Number.MAX_SAFE_INTEGER },
      { label: '冲回', text: null, amountFen: -5 },
    ],
  })),
  hash: 'ab'.repeat(32),
  verifyPath: `/v1/public/statements/01890000-0000-7000-8000-000000000001/verification?hash=${'ab'.repeat(32)}`,
};
