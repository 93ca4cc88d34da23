import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Axis, Role } from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import { Account } from './account.entity.js';

/** One role of an account at one scope, and why. Ended ones stay, for the record. */
@Entity()
export class Assignment {
  static readonly scope = { place: 't.place_code' };
  static readonly person: PersonReference = { through: [Account, 't.account_id'] };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') accountId!: string;
  @Column('text') role!: Role;
  @Column('text') axis!: Axis;
  /** Place code (empty: everywhere), household or person id, estate id, or council id. */
  @Column('text') scope!: string;
  /** Where it is administered: the scope itself, or the place of the household, estate or council. */
  @Column('text') placeCode!: string;
  /** `grid`: it follows a deployment and ends with it. */
  @Column('text') source!: 'gateway' | 'grid';
  @Column('text') grantedBy!: string;
  @Column('timestamptz') grantedAt!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('boolean') ended!: boolean;
  @Column('timestamptz', { nullable: true }) endedAt!: string | null;
}
