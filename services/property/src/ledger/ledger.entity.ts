import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EntryKind, Fund, LedgerAccountName } from '@gezhi/shared/contracts';

/** Until when the ledger of an estate is closed; held by whoever closes, and looked at by every entry. */
@Entity()
export class Ledger {
  @PrimaryColumn('uuid') estateId!: string;
  @Column('date', { nullable: true }) closedTo!: string | null;
}

/** The table takes rows, and changes or removes none. */
@Entity()
export class LedgerEntry {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') kind!: EntryKind;
  @Column('date') bookedOn!: string;
  @Column('uuid', { nullable: true }) sourceId!: string | null;
  @Column('uuid', { nullable: true }) reversesId!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') postedAt!: string;
}

/** One side of an entry. The database adds it to the balance of its account and refuses entries that do not balance. */
@Entity()
export class LedgerPosting {
  @PrimaryColumn('uuid') entryId!: string;
  @PrimaryColumn('text') fund!: Fund;
  @PrimaryColumn('text') account!: LedgerAccountName;
  @Column('uuid') estateId!: string;
  @Column('bigint') amountFen!: number;
}

/** The balance of an account, kept by the database with every posting. */
@Entity()
export class LedgerAccount {
  @PrimaryColumn('uuid') estateId!: string;
  @PrimaryColumn('text') fund!: Fund;
  @PrimaryColumn('text') account!: LedgerAccountName;
  @Column('bigint') balanceFen!: number;
}

/** What was booked on a day, by the kind of the entry (of a reversal, that of what it takes back), kept by the database with every posting. */
@Entity()
export class LedgerDay {
  @PrimaryColumn('uuid') estateId!: string;
  @PrimaryColumn('date') bookedOn!: string;
  @PrimaryColumn('text') fund!: Fund;
  @PrimaryColumn('text') account!: LedgerAccountName;
  @PrimaryColumn('text') kind!: EntryKind;
  /** What a cost is for; empty for what is no cost. */
  @PrimaryColumn('text') category!: string;
  @Column('bigint') debitFen!: number;
  @Column('bigint') creditFen!: number;
  @Column('integer') postings!: number;
}
