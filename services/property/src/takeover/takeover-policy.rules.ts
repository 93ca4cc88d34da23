import { takeoverErrors, type PolicyOf, type publishTakeoverPolicy } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for take-overs, in one version. */
export type TakeoverPolicy = PolicyOf<typeof publishTakeoverPolicy>;

const law = '民法典第九百四十九条（交接义务），分项为设定值';

/** P-21 What is handed over where no jurisdiction has laid down its own: what the law names in general, the single items assumed. */
export const defaultPolicy: TakeoverPolicy = {
  items: [
    { code: 'PLANS', zh: '竣工及管网图纸', source: law, assumed: true },
    { code: 'EQUIPMENT_FILES', zh: '设施设备档案', source: law, assumed: true },
    { code: 'PREMISES', zh: '物业服务用房', source: law, assumed: true },
    { code: 'FACILITIES', zh: '共用设施设备移交', source: law, assumed: true },
    { code: 'OWNER_REGISTER', zh: '业主名册', source: law, assumed: true },
    { code: 'COMMON_FUNDS', zh: '公共收益与代管资金账目', source: law, assumed: true },
    { code: 'CONDITION_REPORT', zh: '使用和管理状况说明', source: law, assumed: true },
  ],
};

/** P-21 Accepts items with different codes; refuses with `property.takeover.policy-invalid` {items}. */
export function acceptPolicy(policy: TakeoverPolicy): TakeoverPolicy {
  const codes = policy.items.map(({ code }) => code);
  const repeated = codes.filter((code, index) => codes.indexOf(code) !== index);
  ensure(!repeated.length, takeoverErrors.policyInvalid, { items: repeated });
  return policy;
}
