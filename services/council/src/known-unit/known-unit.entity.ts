import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AreaSource, UnitKind } from '@gezhi/shared/contracts';
import type { KnownOwnershipState, KnownUnitState } from './known-unit.rules.js';

/** A unit as the property service told of it last. */
@Entity()
export class KnownUnit implements KnownUnitState {
  @PrimaryColumn('uuid') unitId!: string;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') kind!: UnitKind;
  @Column('bigint') area!: number;
  @Column('text') areaSource!: AreaSource;
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('integer') version!: number;
}

/** Each ownership of a unit that was told of. */
@Entity()
export class KnownOwnership implements KnownOwnershipState {
  @PrimaryColumn('uuid') unitId!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('uuid', { array: true }) ownerIds!: string[];
  @Column('timestamptz') validFrom!: string;
}
