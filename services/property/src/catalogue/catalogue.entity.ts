import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ServiceItemState as State, ServiceTier, ServiceUnit } from '@gezhi/shared/contracts';
import type { ServiceItemState, ServiceItemVersionState } from './catalogue.rules.js';

@Entity()
export class ServiceItem implements ServiceItemState {
  static readonly scope = { place: 't.place_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid', { nullable: true }) estateId!: string | null;
  @Column('text') placeCode!: string;
  @Column('text') tier!: ServiceTier;
  @Column('text') state!: State;
  @Column('integer') versions!: number;
  @Column('date') latestFrom!: string;
  @Column('date', { nullable: true }) withdrawnFrom!: string | null;
}

/** The table takes rows, and changes none. */
@Entity()
export class ServiceItemVersion implements ServiceItemVersionState {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') itemId!: string;
  @Column('integer') number!: number;
  @Column('text') name!: string;
  @Column('text') description!: string;
  @Column('bigint', { nullable: true }) priceFen!: number | null;
  @Column('text', { nullable: true }) unit!: ServiceUnit | null;
  @Column('date') effectiveFrom!: string;
  @Column('timestamptz') publishedAt!: string;
}
