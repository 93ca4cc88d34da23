import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PersonReference } from '@gezhi/shared/database';
import { Account } from '../account/account.entity.js';

/** One sign-in of an account, by real time. */
@Entity()
export class Session {
  static readonly person: PersonReference = { through: [Account, 't.account_id'] };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') accountId!: string;
  @Column('text') method!: 'password' | 'oidc';
  @Column('timestamptz') startedAt!: string;
  @Column('timestamptz') expiresAt!: string;
  @Column('timestamptz', { nullable: true }) endedAt!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
}
