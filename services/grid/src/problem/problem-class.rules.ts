import { problemErrors } from '@gezhi/shared/contracts';
import { ensure, type CatalogueItem } from '@gezhi/shared/domain';

export interface ProblemClass extends CatalogueItem {
  readonly zh: string;
  /** Hours after its collection in which a problem of this class may be rectified on the spot; `null` when it may not. */
  readonly onTheSpotHours: number | null;
}

export interface ProblemCatalogue {
  readonly classes: readonly ProblemClass[];
  /** How many individual problems of a class in one community make a person look whether they are common. */
  readonly promoteFrom: number;
}

const day = 24;
const xilin = '西林街道“三访三优”报道所列；立行立改时限为设定值';
const proposed = '设定值：依五类意见目录补充';

/** G-22 G-23 The classes the reports name: those rectified at once, those that took an annual special item, and the rest. */
export const defaultCatalogue: ProblemCatalogue = {
  promoteFrom: 3,
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

/** G-20 G-21 The class of a problem in the catalogue; refuses with `grid.problem.class-unknown`. */
export function classOf(catalogue: ProblemCatalogue, code: string): ProblemClass {
  const found = catalogue.classes.find((item) => item.code === code);
  ensure(found, problemErrors.classUnknown, { class: code });
  return found;
}
