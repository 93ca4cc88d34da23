import { rate } from '@gezhi/shared/domain';

/** Problems by standing; merged ones are not among them. */
export interface Counted {
  readonly total: number;
  readonly rectified: number;
  readonly annual: number;
}

const share = (counted: Counted) => ({
  ...counted,
  open: counted.total - counted.rectified - counted.annual,
  rate: rate(counted.rectified, counted.total),
});

/** G-20 G-21 G-T6 Rectification rates by scope and together; rectified, annual and open add up to the total. */
export function rectification(common: Counted, individual: Counted) {
  const all = {
    total: common.total + individual.total,
    rectified: common.rectified + individual.rectified,
    annual: common.annual + individual.annual,
  };
  return { common: share(common), individual: share(individual), all: share(all) };
}
