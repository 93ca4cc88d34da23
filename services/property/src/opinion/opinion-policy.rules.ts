import { opinionErrors, type PolicyOf, type publishOpinionPolicy } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for opinions, in one version. */
export type OpinionPolicy = PolicyOf<typeof publishOpinionPolicy>;

const source = '集贤县报道为“5大类”，未列名称；名称为设定值';

/** P-06 The five classes, whose names the report does not give. */
export const defaultPolicy: OpinionPolicy = {
  similarityPercent: 40,
  classes: [
    { code: 'INFRASTRUCTURE', zh: '基础设施', source, assumed: true },
    { code: 'SANITATION', zh: '环境卫生', source, assumed: true },
    { code: 'SAFETY', zh: '安全秩序', source, assumed: true },
    { code: 'PARKING_AND_CHARGING', zh: '停车充电', source, assumed: true },
    { code: 'SERVICE_AND_FEES', zh: '服务与收费', source, assumed: true },
  ],
};

/** P-06 Accepts classes with different codes; refuses with `property.opinion.policy-invalid` {classes}. */
export function acceptPolicy(policy: OpinionPolicy): OpinionPolicy {
  const codes = policy.classes.map(({ code }) => code);
  const repeated = codes.filter((code, index) => codes.indexOf(code) !== index);
  ensure(!repeated.length, opinionErrors.policyInvalid, { classes: repeated });
  return policy;
}

/** P-06, P-08 A class of the catalogue in force; refuses with `property.opinion.class-unknown`. */
export function ensureClass({ classes }: Pick<OpinionPolicy, 'classes'>, code: string): void {
  ensure(
    classes.some((item) => item.code === code),
    opinionErrors.classUnknown,
    { class: code },
  );
}
