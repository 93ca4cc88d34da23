import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OwnerKind, OwnershipBasis, OwnershipForm } from '@gezhi/shared/contracts';
import type { OwnerState } from './ownership.rules.js';

/** An owner of units of an estate; who it is stands in the row of `person` with the same id. */
@Entity()
export class Owner implements OwnerState {
  static readonly scope = { place: 't.community_code' };
  static readonly person = { id: 't.id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') kind!: OwnerKind;
}

/** Who owned a unit from when to when; the open row is the present one. */
@Entity()
export class Ownership {
  @PrimaryColumn('uuid') id!: string;
  /** The version of the unit's register entry that this made. */
  @Column('integer') version!: number;
  @Column('uuid') unitId!: string;
  @Column('text') form!: OwnershipForm;
  @Column('text') basis!: OwnershipBasis;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') validFrom!: string;
  @Column('timestamptz', { nullable: true }) validTo!: string | null;
  /** The entry that stands in the place of this one, which held for no time. */
  @Column('uuid', { nullable: true }) correctedBy!: string | null;
}

/** One owner of an ownership, with a share where ownership is by shares. */
@Entity()
export class Title {
  static readonly person = { id: 't.owner_id' };

  @PrimaryColumn('uuid') ownershipId!: string;
  @PrimaryColumn('uuid') ownerId!: string;
  @Column('integer', { nullable: true }) numerator!: number | null;
  @Column('integer', { nullable: true }) denominator!: number | null;
}
