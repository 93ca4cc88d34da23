import type { CostCategory, Disclosure, EntryKind, FeePeriod, FeeUnit, ServicePromise } from '@gezhi/shared/contracts';

/** P-20 The eight disclosures, in the order and the words of 民法典 943. */
export const disclosureTitles: Readonly<Record<Disclosure, string>> = {
  SERVICE_ITEMS: '服务事项',
  RESPONSIBLE: '负责人员',
  QUALITY: '质量要求',
  CHARGE_ITEMS: '收费项目',
  CHARGE_STANDARD: '收费标准',
  PERFORMANCE: '履行情况',
  MAINTENANCE_FUND: '维修资金使用情况',
  COMMON_PARTS: '业主共有部分的经营与收益情况',
};

/** P-20 The section of a corrected statement that says what differs. */
export const correctionTitle = '更正说明';

/** P-14 What entries are, in the words of the books. */
export const entryLabels: Readonly<Record<EntryKind, string>> = {
  PAYMENT: '收费',
  REFUND: '退费',
  INCOME_EARNED: '确认收入',
  COST: '成本',
  CLOSING: '结转',
  COMMON_INCOME: '公共收益收入',
  COMMON_COST: '公共收益成本',
  ADVANCE_BOOKED: '政府投入入账',
  ADVANCE_DRAWN: '政府投入弥补亏损',
  SPENDING: '支出',
  REVERSAL: '冲正',
};

/** P-14 What costs are for, in the words of 物业服务定价成本监审办法（试行）第七条. */
export const categoryLabels: Readonly<Record<CostCategory, string>> = {
  STAFF: '人员费用',
  FACILITIES: '共用部位、共用设施设备日常运行和维护费用',
  GREENING: '绿化养护费用',
  CLEANING: '清洁卫生费用',
  ORDER: '秩序维护费用',
  INSURANCE: '共用部位、共用设施设备及公众责任保险费用',
  OFFICE: '办公费用',
  MANAGEMENT: '管理费分摊',
  DEPRECIATION: '固定资产折旧',
  OTHER: '其他费用',
};

export const tierLabels: Readonly<Record<string, string>> = { BASIC: '基础服务费', OPTIONAL: '可选服务费', VALUE_ADDED: '增值服务费' };
export const unitLabels: Readonly<Record<FeeUnit, string>> = { HOUSEHOLD: '户', SQUARE_METRE: '平方米' };
export const periodLabels: Readonly<Record<FeePeriod, string>> = { YEAR: '年', MONTH: '月' };
export const fundLabels: Readonly<Record<string, string>> = {
  REINVESTMENT: '反哺基金项目',
  COMMON_REVENUE: '公共收益项目',
  GOVERNMENT_ADVANCE: '政府投入项目',
};
const promisePeriods: Readonly<Record<ServicePromise['period'], string>> = {
  ...{ OCCASION: '每次', DAY: '每日', WEEK: '每周', MONTH: '每月', QUARTER: '每季', YEAR: '每年' },
};

/** P-24 A promise of a standard in words: 每日不少于 2 次. A target is whole hundredths of its unit. */
export function promiseText({ direction, target, period, unit }: Pick<ServicePromise, 'direction' | 'target' | 'period' | 'unit'>): string {
  const [whole, rest] = [Math.floor(target / 100), String(target % 100).padStart(2, '0')];
  const amount = rest === '00' ? String(whole) : `${whole}.${rest}`;
  return `${promisePeriods[period]}${direction === 'AT_LEAST' ? '不少于' : '不超过'} ${amount} ${unit}`;
}
