import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CaseEntryKind, CaseStatus, DepartmentLine, TaskForceStatus } from '@gezhi/shared/contracts';
import type { CaseEntryState, CaseState } from './backlog-case.rules.js';
import type { HardCasePolicy } from './hard-case-policy.rules.js';
import type { ForceLine, ForceState, JointMeasureState } from './task-force.rules.js';

@Entity()
export class BacklogCase implements CaseState {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['title', 'summary', 'clearing'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('text') communityCode!: string;
  @Column('text', { nullable: true }) gridCode!: string | null;
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('text') class!: string;
  @Column('text') title!: string;
  @Column('text') summary!: string;
  @Column('date') originOn!: string;
  @Column('boolean') petition!: boolean;
  @Column('boolean') restricted!: boolean;
  @Column('text') status!: CaseStatus;
  @Column('uuid', { nullable: true }) ownerCadreId!: string | null;
  @Column('uuid', { nullable: true }) registeredById!: string | null;
  @Column('timestamptz') registeredAt!: string;
  @Column('timestamptz', { nullable: true }) clearedAt!: string | null;
  @Column('text', { nullable: true }) clearing!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz', { nullable: true }) quietUntil!: string | null;
  @Column('integer') reopenings!: number;
  @Column('uuid', { nullable: true }) disputeId!: string | null;
}

/** Append-only: what was said stays said, and every clearing and relapse has its instant. */
@Entity()
export class CaseEntry implements CaseEntryState {
  static readonly personal = ['text'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') caseId!: string;
  @Column('date') onDate!: string;
  @Column('text') kind!: CaseEntryKind;
  @Column('text') text!: string;
  @Column('uuid', { nullable: true }) byId!: string | null;
  @Column('timestamptz') at!: string;
  @Column('timestamptz', { nullable: true }) quietUntil!: string | null;
}

@Entity()
export class TaskForce implements ForceState {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['outcome'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') caseId!: string;
  @Column('text') placeCode!: string;
  @Column('text') leadLine!: DepartmentLine;
  @Column('timestamptz') dueAt!: string;
  @Column('text') status!: TaskForceStatus;
  @Column('uuid', { nullable: true }) formedById!: string | null;
  @Column('timestamptz') formedAt!: string;
  @Column('timestamptz', { nullable: true }) closedAt!: string | null;
  @Column('text', { nullable: true }) outcome!: string | null;
}

@Entity()
export class TaskForceLine implements ForceLine {
  @PrimaryColumn('uuid') taskForceId!: string;
  @PrimaryColumn('text') line!: DepartmentLine;
  @Column('uuid') cadreId!: string;
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('timestamptz') joinedAt!: string;
}

@Entity()
export class JointMeasure implements JointMeasureState {
  static readonly personal = ['title'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') taskForceId!: string;
  @Column('uuid') caseId!: string;
  @Column('text') line!: DepartmentLine;
  @Column('text') title!: string;
  @Column('timestamptz') dueAt!: string;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz', { nullable: true }) completedAt!: string | null;
}

@Entity()
export class HardCasePolicyVersion implements HardCasePolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') classes!: HardCasePolicy['classes'];
  @Column('integer') quietDays!: number;
  @Column('jsonb') priorities!: HardCasePolicy['priorities'];
  @Column('text') source!: string;
  @Column('boolean') assumed!: boolean;
}
