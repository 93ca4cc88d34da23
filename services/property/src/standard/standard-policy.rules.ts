import type { PolicyOf, publishStandardPolicy } from '@gezhi/shared/contracts';

/** What a jurisdiction lays down for service standards, in one version. */
export type StandardPolicy = PolicyOf<typeof publishStandardPolicy>;

/** P-19, P-24 What the platform lays down; the report gives no numbers. */
export const defaultPolicy: StandardPolicy = {
  noticeDays: 7,
  partlyPercent: 80,
  correctionDays: 7,
  source: '集贤县报道称“动态调整服务标准”“居民监督常态化”，未列天数与比例；均为设定值',
  assumed: true,
};
