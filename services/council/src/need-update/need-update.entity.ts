import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NeedChannel } from '@gezhi/shared/contracts';
import type { NeedUpdateState } from './need-update.rules.js';

/** Each need that was said is kept; which one holds now the queries tell. */
@Entity()
export class NeedUpdate implements NeedUpdateState {
  static readonly scope = {
    place: 'coalesce((SELECT k.grid_code FROM known_household k WHERE k.household_id = t.household_id), t.community_code)',
  };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('uuid') householdId!: string;
  @Column('text') kind!: string;
  @Column('text') channel!: NeedChannel;
  @Column('uuid') sourceId!: string;
  @Column('timestamptz') saidAt!: string;
  @Column('date') expiresOn!: string;
}
