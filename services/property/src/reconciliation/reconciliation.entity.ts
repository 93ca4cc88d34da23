import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PaymentProviderName, ReconciliationStanding, StatementLineKind, StatementLineState } from '@gezhi/shared/contracts';
import type { LineState } from './reconciliation.rules.js';
import type { LineCorrection } from './statement-line-correction.rules.js';

@Entity()
export class StatementLine implements LineState {
  static readonly scope = { place: 't.place_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('text') provider!: PaymentProviderName;
  @Column('text') kind!: StatementLineKind;
  @Column('text') number!: string;
  @Column('text') transactionId!: string;
  @Column('bigint') amountFen!: number;
  @Column('timestamptz') at!: string;
  @Column('date') day!: string;
  @Column('uuid', { nullable: true }) sourceId!: string | null;
  @Column('text') found!: ReconciliationStanding;
  @Column('text') state!: StatementLineState;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text') importedBy!: string;
  @Column('text', { nullable: true }) confirmedBy!: string | null;
}

/** What a line was before it was corrected: the table takes rows, and changes none. */
@Entity()
export class StatementLineCorrection implements LineCorrection {
  @PrimaryColumn('uuid') lineId!: string;
  @PrimaryColumn('integer') version!: number;
  @Column('bigint') formerFen!: number;
  @Column('bigint') amountFen!: number;
  @Column('text') formerFound!: ReconciliationStanding;
  @Column('text') formerImportedBy!: string;
  @Column('text') reason!: string;
  @Column('text') correctedBy!: string;
  @Column('timestamptz') correctedAt!: string;
}
