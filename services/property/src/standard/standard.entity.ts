import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EstateParty, InspectionResult, InspectionState, ServicePromise, StandardState as State } from '@gezhi/shared/contracts';
import type { InspectionRecord } from './inspection.rules.js';
import type { StandardPolicy } from './standard-policy.rules.js';
import type { StandardState } from './standard.rules.js';

@Entity()
export class ServiceStandard implements StandardState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('jsonb') promises!: ServicePromise[];
  @Column('integer') partlyPercent!: number;
  @Column('text') state!: State;
  @Column('integer', { nullable: true }) number!: number | null;
  @Column('uuid', { nullable: true }) decisionId!: string | null;
  @Column('date', { nullable: true }) effectiveFrom!: string | null;
  @Column('timestamptz') draftedAt!: string;
  @Column('timestamptz', { nullable: true }) publishedAt!: string | null;
}

@Entity()
export class Inspection implements InspectionRecord {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };
  static readonly personal = ['correction'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') standardId!: string;
  @Column('uuid') promiseId!: string;
  @Column('text') item!: string;
  @Column('text') inspectedBy!: EstateParty;
  @Column('integer') measured!: number;
  @Column('text') result!: InspectionResult;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('text') state!: InspectionState;
  @Column('uuid', { nullable: true }) reinspectsId!: string | null;
  @Column('text', { nullable: true }) correction!: string | null;
  @Column('timestamptz', { nullable: true }) correctionAskedAt!: string | null;
  @Column('timestamptz', { nullable: true }) dueAt!: string | null;
  @Column('timestamptz') inspectedAt!: string;
}

@Entity()
export class StandardPolicyVersion implements StandardPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('integer') noticeDays!: number;
  @Column('integer') partlyPercent!: number;
  @Column('integer') correctionDays!: number;
  @Column('text') source!: string;
  @Column('boolean') assumed!: boolean;
}
