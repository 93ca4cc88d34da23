import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CertificateBody } from '@gezhi/shared/contracts';

/** What was signed of a ballot; the table takes rows and changes none. */
@Entity()
export class BallotCertificate {
  @PrimaryColumn('uuid') ballotId!: string;
  @Column('jsonb') certificate!: CertificateBody;
  @Column('text') signature!: string;
  @Column('text') publicKey!: string;
}
