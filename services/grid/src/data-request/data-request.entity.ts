import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DataRequestItemStatus, DataRequestOrigin, DataRequestStatus } from '@gezhi/shared/contracts';
import type { DataRequestState, ItemState } from './asking.rules.js';

@Entity()
export class DataRequest implements DataRequestState {
  static readonly scope = { place: 't.grid_code' };
  /** Words of people: the audit keeps their hash. */
  static readonly personal = ['title', 'endReason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') gridCode!: string;
  @Column('uuid', { nullable: true }) batchId!: string | null;
  @Column('text') origin!: DataRequestOrigin;
  @Column('text', { nullable: true }) title!: string | null;
  @Column('text') askedById!: string;
  @Column('timestamptz') askedAt!: string;
  @Column('timestamptz') dueAt!: string;
  @Column('text') status!: DataRequestStatus;
  @Column('text', { nullable: true }) answeredById!: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
}

/** One field a request asks for; written with its request alone. */
@Entity()
export class DataRequestItem implements ItemState {
  @PrimaryColumn('uuid') requestId!: string;
  @PrimaryColumn('text') classCode!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text') state!: DataRequestItemStatus;
  @Column('uuid', { nullable: true }) fieldId!: string | null;
}
