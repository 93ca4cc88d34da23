import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderedTier, OrderState as State, ServiceUnit } from '@gezhi/shared/contracts';
import type { OrderState, UseState } from './order.rules.js';
import type { UseReversal } from './use-correction.rules.js';

@Entity()
export class ServiceOrder implements OrderState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id', self: 't.household_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') unitId!: string;
  @Column('uuid') householdId!: string;
  @Column('uuid') itemId!: string;
  @Column('uuid') itemVersionId!: string;
  @Column('uuid') offerId!: string;
  @Column('text') tier!: OrderedTier;
  @Column('text') unit!: ServiceUnit;
  @Column('bigint') priceFen!: number;
  @Column('integer') quantity!: number;
  @Column('integer') usedQuantity!: number;
  @Column('bigint') amountFen!: number;
  @Column('uuid') billId!: string;
  @Column('boolean') byHousehold!: boolean;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('text') orderedBy!: string;
  @Column('text') state!: State;
  @Column('timestamptz') orderedAt!: string;
  @Column('timestamptz', { nullable: true }) cancelledAt!: string | null;
}

/** The table takes rows, and changes none. */
@Entity()
export class ServiceUse implements UseState {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') orderId!: string;
  @Column('uuid') estateId!: string;
  @Column('date') usedOn!: string;
  @Column('integer') quantity!: number;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('text') recordedBy!: string;
  @Column('timestamptz') recordedAt!: string;
}

/** That a use was recorded by mistake: the table takes rows, and changes none. */
@Entity()
export class ServiceUseReversal implements UseReversal {
  @PrimaryColumn('uuid') useId!: string;
  @Column('uuid') orderId!: string;
  @Column('text') reason!: string;
  @Column('text') reversedBy!: string;
  @Column('timestamptz') reversedAt!: string;
}
