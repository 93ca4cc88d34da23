import { feeScheduleErrors, type PolicyOf, type publishFeeSchedulePolicy } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** What a jurisdiction lays down for the basic fee, in one version. */
export type FeeSchedulePolicy = PolicyOf<typeof publishFeeSchedulePolicy>;

/** P-T13 150 to 200 yuan; the report gives neither unit nor period, so per household and year is assumed. */
export const defaultPolicy: FeeSchedulePolicy = {
  ...{ unit: 'HOUSEHOLD', period: 'YEAR', minimumFen: 15_000, maximumFen: 20_000, noticeDays: 15, paymentDays: 30 },
  ...{ source: '集贤县报道“150—200元”，未载明计费单位与周期；按户、按年为设定值', assumed: true },
};

/** P-T13 Accepts a band with two ends; refuses with `property.fee-schedule.band-invalid`. */
export function acceptPolicy(policy: FeeSchedulePolicy): FeeSchedulePolicy {
  ensure(policy.minimumFen <= policy.maximumFen, feeScheduleErrors.bandInvalid);
  return policy;
}
