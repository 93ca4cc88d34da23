import { noticeErrors, type PolicyOf, type publishNoticePolicy } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for notice boards, in one version. */
export type NoticePolicy = PolicyOf<typeof publishNoticePolicy>;

const source = '集贤县报道只称“设立公示栏接受监督”，类别与天数为设定值';
const assumed = (code: string, zh: string, minimumDays: number) => ({ code, zh, minimumDays, source, assumed: true });

/** P-20 The kinds of notices of the platform; how long each hangs the report does not say. */
export const defaultPolicy: NoticePolicy = {
  kinds: [
    { code: 'DECISION', zh: '会议与表决决定', minimumDays: 10, source: '参照北京市物业管理条例第54–57条，单位未能核实', assumed: true },
    assumed('FEE_SCHEDULE', '收费项目与标准', 15),
    assumed('ACCOUNTS', '收支与公共收益', 30),
    assumed('SERVICE_STANDARD', '服务标准', 15),
    assumed('PERFORMANCE', '服务履行情况', 15),
    assumed('WORKS', '维修与改造工程', 7),
    assumed('COMMON_PARTS', '共有部分使用', 15),
    assumed('OTHER', '其他公示', 7),
  ],
  answerDays: 5,
};

/** P-20 Accepts kinds with different codes; refuses with `property.notice.policy-invalid` {kinds}. */
export function acceptPolicy(policy: NoticePolicy): NoticePolicy {
  const codes = policy.kinds.map(({ code }) => code);
  const repeated = codes.filter((code, index) => codes.indexOf(code) !== index);
  ensure(!repeated.length, noticeErrors.policyInvalid, { kinds: repeated });
  return policy;
}

/** P-20 For how many days a notice of this kind hangs at least; refuses with `property.notice.kind-unknown`. */
export function minimumDays({ kinds }: Pick<NoticePolicy, 'kinds'>, kind: string): number {
  const found = kinds.find(({ code }) => code === kind);
  ensure(found, noticeErrors.kindUnknown, { kind });
  return found.minimumDays;
}

/** P-20 What the platform itself announces needs a kind: where a jurisdiction has laid down none for it, that of the platform holds. */
export function withKind(policy: Pick<NoticePolicy, 'kinds'>, kind: string): Pick<NoticePolicy, 'kinds'> {
  const own = policy.kinds.some(({ code }) => code === kind);
  return own ? policy : { kinds: [...policy.kinds, ...defaultPolicy.kinds.filter(({ code }) => code === kind)] };
}
