import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ResolutionState as Standing, ResolutionTaskState as TaskStanding } from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { ResolutionState, TaskState } from './resolution.rules.js';
import type { ReportState, VerificationState } from './task.rules.js';

const scope = { place: 't.community_code', council: '(SELECT c.id FROM council c WHERE c.community_code = t.community_code)' };

@Entity()
export class Resolution implements ResolutionState {
  static readonly scope = scope;

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') topicId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') proposerId!: string;
  @Column('uuid', { array: true }) panelIds!: string[];
  @Column('text') state!: Standing;
  @Column('timestamptz') adoptedAt!: string;
  @Column('timestamptz', { nullable: true }) verifiedAt!: string | null;
}

@Entity()
export class ResolutionTask implements TaskState {
  static readonly scope = scope;
  static readonly personal = ['outcome'];
  static readonly person: PersonReference = { account: 't.owner_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') resolutionId!: string;
  @Column('uuid') topicId!: string;
  @Column('text') communityCode!: string;
  @Column('text') title!: string;
  @Column('uuid') ownerId!: string;
  @Column('text') responsible!: string;
  @Column('date') dueOn!: string;
  @Column('text') state!: TaskStanding;
  @Column('integer') percent!: number;
  @Column('integer') round!: number;
  @Column('timestamptz', { nullable: true }) overdueAt!: string | null;
  @Column('timestamptz', { nullable: true }) completedAt!: string | null;
  @Column('timestamptz', { nullable: true }) verifiedAt!: string | null;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
}

/** The table takes rows and changes none. */
@Entity('resolution_report')
export class ResolutionReport implements ReportState {
  static readonly person: PersonReference = { account: 't.reporter_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') taskId!: string;
  @Column('integer') percent!: number;
  @Column('text') text!: string;
  @Column('uuid') reporterId!: string;
  @Column('timestamptz') at!: string;
}

/** The table takes rows and changes none. */
@Entity('resolution_verification')
export class ResolutionVerification implements VerificationState {
  static readonly person: PersonReference = { account: 't.verifier_id' };

  @PrimaryColumn('uuid') taskId!: string;
  @PrimaryColumn('integer') round!: number;
  @PrimaryColumn('uuid') verifierId!: string;
  @Column('boolean') confirmed!: boolean;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz') at!: string;
}
