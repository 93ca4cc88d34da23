import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HouseholdKind } from '@gezhi/shared/contracts';

/** A household as the grid service told of it, so that units can name it. */
@Entity()
export class KnownHousehold {
  @PrimaryColumn('uuid') householdId!: string;
  /** Null while only a redraw of its grid has been heard. */
  @Column('text', { nullable: true }) kind!: HouseholdKind | null;
  @Column('text', { nullable: true }) gridCode!: string | null;
  @Column('text') communityCode!: string;
  @Column('boolean') hasLeft!: boolean;
  /** Of the series of placements: of two tidings the one with the higher version holds. */
  @Column('bigint') version!: number;
}

/** A difference in the number of households of a place; its rows add up to it. Written by the database alone. */
@Entity()
export class PlaceFigure {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text') placeCode!: string;
  @Column('text') kind!: HouseholdKind;
  @Column('integer') households!: number;
}
