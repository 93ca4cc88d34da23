import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  PaymentAttemptState,
  PaymentFailure,
  PaymentProviderName,
  PaymentRefundState as RefundStateName,
} from '@gezhi/shared/contracts';
import type { PaymentRefundState } from './payment-refund.rules.js';
import type { AttemptState } from './payment.rules.js';

@Entity()
export class PaymentAttempt implements AttemptState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id', self: 't.household_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') billId!: string;
  @Column('uuid') householdId!: string;
  @Column('text') provider!: PaymentProviderName;
  @Column('bigint') amountFen!: number;
  @Column('text') state!: PaymentAttemptState;
  @Column('text', { nullable: true }) failure!: PaymentFailure | null;
  @Column('text', { nullable: true }) codeUrl!: string | null;
  @Column('text', { nullable: true }) transactionId!: string | null;
  @Column('bigint') receivedFen!: number;
  @Column('bigint') surplusFen!: number;
  @Column('bigint') refundedFen!: number;
  @Column('timestamptz') startedAt!: string;
  @Column('timestamptz') expiresAt!: string;
  @Column('timestamptz', { nullable: true }) paidAt!: string | null;
}

@Entity()
export class PaymentRefund implements PaymentRefundState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') householdId!: string;
  @Column('uuid') billId!: string;
  @Column('uuid') attemptId!: string;
  @Column('text') purpose!: 'SURPLUS' | 'RETURN';
  @Column('uuid', { nullable: true }) refundId!: string | null;
  @Column('bigint') amountFen!: number;
  @Column('text') state!: RefundStateName;
  @Column('timestamptz') requestedAt!: string;
  @Column('timestamptz', { nullable: true }) doneAt!: string | null;
}
