import type { PolicyOf, publishSatisfactionPolicy } from '@gezhi/shared/contracts';

/** What a jurisdiction lays down for satisfaction surveys, in one version. */
export type SatisfactionPolicy = PolicyOf<typeof publishSatisfactionPolicy>;

/** P-25 What the platform lays down; the report says only that satisfaction rose. */
export const defaultPolicy: SatisfactionPolicy = {
  satisfiedFrom: 4,
  leastAnswers: 5,
  source: '集贤县报道称“满意度大幅提高”，未列口径；均为设定值',
  assumed: true,
};
