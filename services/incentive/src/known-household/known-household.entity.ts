import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which grid serves a household now, so that cases recorded before a redraw count where it is today. */
@Entity()
export class KnownHousehold {
  @PrimaryColumn('uuid') householdId!: string;
  @Column('text', { nullable: true }) gridCode!: string | null;
  /** Of the series of placements: of two tidings the one with the higher version holds. */
  @Column('bigint') version!: number;
}
