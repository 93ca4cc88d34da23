import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PersonReference } from '@gezhi/shared/database';
import { Account } from './account.entity.js';

/** A code handed to a person once; only its hash is kept. */
@Entity()
export class OneTimeCode {
  static readonly person: PersonReference = { id: 't.person_id', through: [Account, 't.account_id'] };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') purpose!: 'activation' | 'household';
  @Column('bytea', { select: false }) codeHash!: Buffer;
  /** Of an activation. */
  @Column('uuid', { nullable: true }) accountId!: string | null;
  /** Of a household binding. */
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('text') placeCode!: string;
  @Column('text') issuedBy!: string;
  @Column('timestamptz') issuedAt!: string;
  @Column('timestamptz') expiresAt!: string;
  @Column('timestamptz', { nullable: true }) usedAt!: string | null;
}
