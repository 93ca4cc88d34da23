import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NeedPolicy, NeedState } from './need.rules.js';

@Entity()
export class HouseholdNeed implements NeedState {
  static readonly scope = {
    place: 'coalesce((SELECT k.grid_code FROM known_household k WHERE k.household_id = t.household_id), t.community_code)',
  };
  static readonly personal = ['note'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') visitId!: string;
  @Column('uuid') householdId!: string;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') kind!: string;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('timestamptz') recordedAt!: string;
}

@Entity()
export class NeedPolicyVersion implements NeedPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') kinds!: NeedPolicy['kinds'];
}
