import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AreaSource, UnitKind } from '@gezhi/shared/contracts';
import type { BuildingState, UnitState } from './unit.rules.js';

@Entity()
export class Building implements BuildingState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') label!: string;
}

/** A part of a building that is owned by itself (专有部分). */
@Entity()
export class Unit implements UnitState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id', self: 't.household_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('uuid') buildingId!: string;
  @Column('text') communityCode!: string;
  @Column('text') label!: string;
  @Column('text') kind!: UnitKind;
  @Column('integer') area!: number;
  @Column('text') areaSource!: AreaSource;
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('text', { nullable: true }) externalRef!: string | null;
}
