import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DisputeSide, DisputeStatus } from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { DisputeState, PartyState } from './mediation.rules.js';

@Entity()
export class Dispute implements DisputeState {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['summary', 'agreement', 'rightBody', 'reason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('text') communityCode!: string;
  @Column('text', { nullable: true }) gridCode!: string | null;
  @Column('text') class!: string;
  @Column('text') summary!: string;
  @Column('date') openedOn!: string;
  @Column('timestamptz') openedAt!: string;
  @Column('uuid', { nullable: true }) openedById!: string | null;
  @Column('uuid') mediatorId!: string;
  @Column('text') status!: DisputeStatus;
  @Column('text', { nullable: true }) agreement!: string | null;
  @Column('timestamptz', { nullable: true }) agreedAt!: string | null;
  @Column('date', { nullable: true }) performByOn!: string | null;
  @Column('uuid', { array: true }) agreementEvidenceIds!: string[];
  @Column('timestamptz', { nullable: true }) performedAt!: string | null;
  @Column('uuid', { array: true }) performanceEvidenceIds!: string[];
  @Column('uuid', { nullable: true }) verifiedById!: string | null;
  @Column('text', { nullable: true }) rightBody!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { nullable: true }) caseId!: string | null;
}

/** Who is named in a mediation; never changed. */
@Entity()
export class DisputeParty implements PartyState {
  /** A guardian's export lists the matters of the ward. */
  static readonly person: PersonReference = { id: ['t.person_id', 't.guardian_id'] };

  @PrimaryColumn('uuid') disputeId!: string;
  @PrimaryColumn('uuid') personId!: string;
  @Column('text') side!: DisputeSide;
  @Column('boolean') minor!: boolean;
  @Column('uuid', { nullable: true }) guardianId!: string | null;
}
