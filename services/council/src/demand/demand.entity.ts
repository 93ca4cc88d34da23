import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DemandLack, DemandState as DemandStanding, TimeSlot } from '@gezhi/shared/contracts';
import type { DemandState } from './demand.rules.js';

@Entity()
export class Demand implements DemandState {
  static readonly scope = {
    place: 'coalesce((SELECT k.grid_code FROM known_household k WHERE k.household_id = t.household_id), t.community_code)',
    self: 't.household_id',
  };
  static readonly personal = ['title', 'withdrawalReason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('uuid', { nullable: true }) needId!: string | null;
  @Column('text') field!: string;
  @Column('text', { nullable: true }) skill!: string | null;
  @Column('text') title!: string;
  @Column('text', { array: true }) slots!: TimeSlot[];
  @Column('text') state!: DemandStanding;
  @Column('timestamptz') listedAt!: string;
  @Column('timestamptz') unmetFrom!: string;
  @Column('timestamptz', { nullable: true }) unmetAt!: string | null;
  @Column('uuid', { nullable: true }) topicId!: string | null;
  @Column('text', { nullable: true }) withdrawalReason!: string | null;
  @Column('text', { nullable: true }) lack!: DemandLack | null;
}
