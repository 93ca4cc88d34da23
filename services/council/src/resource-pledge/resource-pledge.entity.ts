import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PledgeState as PledgeStanding } from '@gezhi/shared/contracts';
import type { PledgeState } from './resource-pledge.rules.js';

@Entity()
export class ResourcePledge implements PledgeState {
  static readonly scope = { place: 't.community_code', council: 't.council_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') councilId!: string;
  @Column('uuid') organizationId!: string;
  @Column('text') communityCode!: string;
  @Column('text') field!: string;
  @Column('text') title!: string;
  @Column('integer') pledged!: number;
  @Column('integer') delivered!: number;
  @Column('date') dueOn!: string;
  @Column('text') state!: PledgeStanding;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('text', { nullable: true }) retractionReason!: string | null;
}
