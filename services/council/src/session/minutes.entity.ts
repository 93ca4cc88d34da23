import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AmendmentState as AmendmentStanding, MinutesPhase } from '@gezhi/shared/contracts';
import type { AmendmentState, MinutesState } from './minutes.rules.js';

@Entity()
export class SessionMinutes implements MinutesState {
  static readonly scope = { place: 't.community_code', council: 't.council_id' };
  static readonly personal = ['text'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') sessionId!: string;
  @Column('uuid') councilId!: string;
  @Column('text') communityCode!: string;
  @Column('text') phase!: MinutesPhase;
  @Column('text') text!: string;
  @Column('timestamptz') draftedAt!: string;
  @Column('timestamptz', { nullable: true }) finalizedAt!: string | null;
  @Column('text', { nullable: true }) hash!: string | null;
}

/** No scope of its own: parties propose from wherever they are, and the act that answers is checked by its place. */
@Entity()
export class MinutesAmendment implements AmendmentState {
  static readonly personal = ['text', 'reason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') minutesId!: string;
  @Column('uuid') councilId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) memberId!: string | null;
  @Column('text', { nullable: true }) party!: string | null;
  @Column('text') text!: string;
  @Column('text') state!: AmendmentStanding;
  @Column('timestamptz') proposedAt!: string;
  @Column('timestamptz', { nullable: true }) answeredAt!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
}
