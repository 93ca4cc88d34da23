import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A code handed to a person once; only its hash is kept. */
@Entity()
export class OneTimeCode {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') purpose!: 'activation' | 'household';
  @Column('bytea') codeHash!: Buffer;
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
