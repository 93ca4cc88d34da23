import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HouseholdKind } from '@gezhi/shared/contracts';
import type { HouseholdState, HouseholdStatus } from './household.rules.js';

/** Over alias `t`: the grid that serves the household now, or its community before the first partition. */
export const placeOfHousehold =
  'coalesce((SELECT g.grid_code FROM household_grid g WHERE g.household_id = t.id AND g.valid_to IS NULL), t.community_code)';

@Entity()
export class Household implements HouseholdState {
  static readonly scope = { place: placeOfHousehold, self: 't.id' };
  static readonly personal = ['addressLabel', 'lon', 'lat'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') kind!: HouseholdKind;
  @Column('text') communityCode!: string;
  @Column('text') addressLabel!: string;
  @Column('double precision') lon!: number;
  @Column('double precision') lat!: number;
  @Column('text') status!: HouseholdStatus;
  @Column('text') externalRef!: string;
}

/** Which grid served a household when; the open row is the present one. */
@Entity()
export class HouseholdGrid {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') householdId!: string;
  @Column('text') gridCode!: string;
  @Column('timestamptz') validFrom!: string;
  @Column('timestamptz', { nullable: true }) validTo!: string | null;
}

/** What a household counts for now; written by the database alone. */
@Entity()
export class HouseholdFigure {
  @PrimaryColumn('uuid') householdId!: string;
  @Column('text') kind!: HouseholdKind;
  @Column('text') placeCode!: string;
  @Column('boolean') active!: boolean;
  @Column('integer') visits!: number;
}

/** A difference in the figures of a place; its rows add up to them. */
@Entity()
export class PlaceFigure {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text') placeCode!: string;
  @Column('text') kind!: HouseholdKind;
  @Column('integer') households!: number;
  @Column('integer') visited!: number;
  @Column('integer') visits!: number;
}
