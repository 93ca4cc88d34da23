import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccountStatus } from '@gezhi/shared/contracts';

/** Who may sign in. Names and phones are in `person`; the username is a chosen handle. */
@Entity()
export class Account {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['username', 'passwordHash', 'oidcSubject'];
  static readonly person = { id: 't.person_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') username!: string;
  @Column('text') status!: AccountStatus;
  /** Where the account is administered; empty for all places. */
  @Column('text') placeCode!: string;
  @Column('uuid', { nullable: true }) personId!: string | null;
  /** Argon2id, null until activated and for accounts that sign in at an issuer. */
  @Column('text', { nullable: true, select: false }) passwordHash!: string | null;
  /** `<issuer>#<subject>` of OpenID Connect. */
  @Column('text', { nullable: true }) oidcSubject!: string | null;
  @Column('timestamptz') invitedAt!: string;
  @Column('timestamptz', { nullable: true }) endedAt!: string | null;
}
