import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KnownHouseholdState } from './known-household.rules.js';

/** A household as the grids told of it last. */
@Entity()
export class KnownHousehold implements KnownHouseholdState {
  @PrimaryColumn('uuid') householdId!: string;
  @Column('text', { nullable: true }) gridCode!: string | null;
  @Column('text') communityCode!: string;
  @Column('boolean') hasLeft!: boolean;
  @Column('bigint') version!: number;
}
