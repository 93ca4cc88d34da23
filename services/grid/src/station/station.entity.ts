import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActivityStatus } from '@gezhi/shared/contracts';
import type { ActivityState, StationState, StationStatus } from './station.rules.js';

@Entity()
export class StewardStation implements StationState {
  static readonly scope = { place: 't.community_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('text') name!: string;
  @Column('text') addressLabel!: string;
  @Column('text') status!: StationStatus;
}

/** Without `scope`: workers of a grid act on the activities of its community, which the commands decide. */
@Entity()
export class StationActivity implements ActivityState {
  static readonly personal = ['summary'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') stationId!: string;
  @Column('text') communityCode!: string;
  @Column('text') theme!: string;
  @Column('timestamptz') startsAt!: string;
  @Column('text') status!: ActivityStatus;
  @Column('integer', { nullable: true }) residents!: number | null;
  @Column('integer', { nullable: true }) workers!: number | null;
  @Column('text', { nullable: true }) summary!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
}
