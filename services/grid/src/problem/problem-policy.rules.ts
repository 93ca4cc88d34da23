import { problemErrors, type PolicyOf, type ProblemClass, type publishProblemPolicy } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for problems, in one version. */
export type ProblemPolicy = PolicyOf<typeof publishProblemPolicy>;

const day = 24;
const xilin = '西林街道“三访三优”报道所列；立行立改时限为设定值';
const proposed = '设定值：依五类意见目录补充';

/** G-22 G-23 The classes the reports name: those rectified at once, those that took an annual special item, and the rest. */
export const defaultPolicy: ProblemPolicy = {
  promoteFrom: 3,
  promoteWithinMetres: 500,
  promoteSimilarityPercent: 40,
  recheckDays: [14, 28],
  classes: [
    { code: 'SANITATION', zh: '卫生环境', onTheSpotHours: day, source: xilin, assumed: true },
    { code: 'PARKING', zh: '停车管理', onTheSpotHours: day, source: xilin, assumed: true },
    { code: 'LEAKAGE', zh: '漏水', onTheSpotHours: day, source: xilin, assumed: true },
    { code: 'CHARGING', zh: '充电设施', onTheSpotHours: null, source: xilin, assumed: false },
    { code: 'WALL_PEELING', zh: '公共区域墙皮脱落', onTheSpotHours: null, source: xilin, assumed: false },
    { code: 'LEISURE_SPACE', zh: '公共休闲区域', onTheSpotHours: null, source: xilin, assumed: false },
    { code: 'SAFETY', zh: '安全隐患', onTheSpotHours: null, source: proposed, assumed: true },
    { code: 'DISPUTE', zh: '矛盾纠纷', onTheSpotHours: null, source: proposed, assumed: true },
    { code: 'SERVICE', zh: '服务与收费', onTheSpotHours: null, source: proposed, assumed: true },
    { code: 'OTHER', zh: '其他', onTheSpotHours: null, source: proposed, assumed: true },
  ],
};

/** G-20 G-T7 Accepts classes with different codes and looks on rising days; refuses with `grid.problem.policy-invalid`. */
export function acceptPolicy(policy: ProblemPolicy): ProblemPolicy {
  const codes = policy.classes.map(({ code }) => code);
  const repeated = codes.filter((code, index) => codes.indexOf(code) !== index);
  ensure(!repeated.length, problemErrors.policyInvalid, { classes: repeated });
  const rising = policy.recheckDays.every((day, index) => index === 0 || day > policy.recheckDays[index - 1]!);
  ensure(rising, problemErrors.policyInvalid, { recheckDays: policy.recheckDays });
  return policy;
}

/** G-20 G-21 A class of the jurisdiction; refuses with `grid.problem.class-unknown`. */
export function classOf(policy: ProblemPolicy, code: string): ProblemClass {
  const found = policy.classes.find((item) => item.code === code);
  ensure(found, problemErrors.classUnknown, { class: code });
  return found;
}
