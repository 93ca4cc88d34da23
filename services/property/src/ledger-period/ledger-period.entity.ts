import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PeriodState } from './surplus.rules.js';

/** The table takes rows, and changes none. */
@Entity()
export class LedgerPeriod implements PeriodState {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('integer') number!: number;
  @Column('date', { name: 'from_day' }) from!: string;
  @Column('date', { name: 'to_day' }) to!: string;
  @Column('bigint') basicIncomeFen!: number;
  @Column('bigint') optionalIncomeFen!: number;
  @Column('bigint') valueAddedIncomeFen!: number;
  @Column('bigint') incomeFen!: number;
  @Column('bigint') verifiedCostFen!: number;
  @Column('bigint') unprovenCostFen!: number;
  @Column('bigint') surplusFen!: number;
  @Column('bigint') carriedDeficitFen!: number;
  @Column('bigint') deficitFen!: number;
  @Column('bigint') prepaidFen!: number;
  @Column('bigint') commonIncomeFen!: number;
  @Column('bigint') commonCostFen!: number;
  @Column('timestamptz') closedAt!: string;
}

/** What a bill earned in a closed period; together they are the income of the period. The table takes rows, and changes none. */
@Entity()
export class BillEarning {
  @PrimaryColumn('uuid') periodId!: string;
  @PrimaryColumn('uuid') billId!: string;
  @Column('bigint') amountFen!: number;
}
