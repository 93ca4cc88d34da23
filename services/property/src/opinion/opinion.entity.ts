import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OpinionState as State } from '@gezhi/shared/contracts';
import type { OpinionPolicy } from './opinion-policy.rules.js';
import type { OpinionState } from './opinion.rules.js';

@Entity()
export class Opinion implements OpinionState {
  static readonly scope = { place: 't.community_code', self: 't.household_id' };
  static readonly personal = ['summary', 'reason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('text') class!: string;
  @Column('text') summary!: string;
  @Column('text') state!: State;
  @Column('uuid', { nullable: true }) problemId!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { nullable: true }) originalId!: string | null;
  @Column('timestamptz') recordedAt!: string;
  @Column('timestamptz', { nullable: true }) decidedAt!: string | null;
}

@Entity()
export class OpinionPolicyVersion implements OpinionPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') classes!: OpinionPolicy['classes'];
  @Column('integer') similarityPercent!: number;
}
