import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HandOverItem, ProviderKind, TakeoverState as State } from '@gezhi/shared/contracts';
import type { ServiceProviderState } from './provider.rules.js';
import type { TakeoverPolicy } from './takeover-policy.rules.js';
import type { TakeoverState } from './takeover.rules.js';

@Entity()
export class ServiceProvider implements ServiceProviderState {
  static readonly scope = { place: 't.place_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('text') name!: string;
  @Column('text') kind!: ProviderKind;
  @Column('boolean') distributesProfit!: boolean;
  @Column('timestamptz') registeredAt!: string;
}

@Entity()
export class Takeover implements TakeoverState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') providerId!: string;
  @Column('text') state!: State;
  @Column('jsonb') items!: HandOverItem[];
  @Column('timestamptz') openedAt!: string;
  @Column('timestamptz', { nullable: true }) endedAt!: string | null;
}

@Entity()
export class TakeoverPolicyVersion implements TakeoverPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') items!: TakeoverPolicy['items'];
}
