import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A refresh token of a session, as its SHA-256. A used one stays, so that its second use is noticed. */
@Entity()
export class RefreshToken {
  @PrimaryColumn('bytea') tokenHash!: Buffer;
  @Column('uuid') sessionId!: string;
  @Column('timestamptz') issuedAt!: string;
  @Column('timestamptz') expiresAt!: string;
  @Column('timestamptz', { nullable: true }) usedAt!: string | null;
}
