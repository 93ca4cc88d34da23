import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PersonReference } from '@gezhi/shared/database';
import { Account } from '../account/account.entity.js';

/** An uploaded file. The content lies in the object store under its hash; the name it had is not kept. */
@Entity()
export class File {
  static readonly person: PersonReference = { through: [Account, 't.uploaded_by'] };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') sha256!: string;
  @Column('text') mediaType!: string;
  @Column('bigint') size!: number;
  @Column('uuid') uploadedBy!: string;
  @Column('timestamptz') uploadedAt!: string;
}
