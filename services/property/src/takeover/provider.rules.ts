import { takeoverErrors, type InputOf, type ProviderKind, type registerProvider, type values } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';

export interface ServiceProviderState {
  readonly id: string;
  readonly version: number;
  readonly placeCode: string;
  readonly name: string;
  readonly kind: ProviderKind;
  readonly distributesProfit: boolean;
  readonly registeredAt: values.Instant;
}

/**
 * P-02 Who cares for estates is registered; a public-welfare provider distributes no profit. Refuses with
 * `property.takeover.profit-distributed`.
 */
export function registerProviderAt(input: InputOf<typeof registerProvider>, now: values.Instant): Decision<ServiceProviderState> {
  ensure(input.kind !== 'PUBLIC_WELFARE' || !input.distributesProfit, takeoverErrors.profitDistributed);
  return decide({ ...input, version: 1, registeredAt: now });
}
