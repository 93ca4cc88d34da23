import { hardCaseErrors, type PolicyOf, type publishHardCasePolicy } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for cases and disputes, in one version. */
export type HardCasePolicy = PolicyOf<typeof publishHardCasePolicy>;

const proposed = '设定值：待街道确认';
const classes = [
  ['NEIGHBOUR', '邻里纠纷'],
  ['FAMILY', '婚姻家庭'],
  ['PROPERTY', '物业管理'],
  ['HOUSING', '房屋宅基地'],
  ['DEMOLITION', '征地拆迁'],
  ['LABOUR', '劳动报酬'],
  ['CONSUMER', '消费与合同'],
  ['DAMAGE', '损害赔偿'],
  ['PETITION', '信访事项'],
  ['OTHER', '其他'],
] as const;

/** G-17 G-41 Classes, priorities by age and the quiet period where no jurisdiction has laid down its own; all assumed. */
export const defaultPolicy: HardCasePolicy = {
  classes: classes.map(([code, zh]) => ({ code, zh, source: proposed, assumed: true })),
  quietDays: 90,
  priorities: [
    { years: 10, code: 'FIRST', zh: '一级（十年以上）' },
    { years: 5, code: 'SECOND', zh: '二级（五年以上）' },
    { years: 1, code: 'THIRD', zh: '三级（一年以上）' },
  ],
  source: proposed,
  assumed: true,
};

const repeated = (codes: readonly string[]): string[] => codes.filter((code, index) => codes.indexOf(code) !== index);

/** G-17 Accepts classes and priorities with different codes, the ages falling; refuses with `grid.hard-case.policy-invalid`. */
export function acceptPolicy(policy: HardCasePolicy): HardCasePolicy {
  const { priorities } = policy;
  const codes = [...repeated(policy.classes.map(({ code }) => code)), ...repeated(priorities.map(({ code }) => code))];
  ensure(!codes.length, hardCaseErrors.policyInvalid, { codes });
  const years = priorities.map((priority) => priority.years);
  ensure(
    years.every((age, index) => index === 0 || age < years[index - 1]!),
    hardCaseErrors.policyInvalid,
    { years },
  );
  return policy;
}

/** G-17 G-41 Whether the catalogue of a jurisdiction holds a class. */
export const hasClass = (policy: HardCasePolicy, code: string): boolean => policy.classes.some((item) => item.code === code);
