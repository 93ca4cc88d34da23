import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CourseMode, DrillCriterion, PushChannel, SessionStatus, TrainingChannel } from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { CaseArticleState, CasePushState } from './case.rules.js';
import type { DrillSheetState } from './drill.rules.js';
import type { CourseState, CourseStatus } from './enrolment.rules.js';
import type { SessionState } from './training.rules.js';

/** Rows name the worker, whose row in the register names the person. */
const personOfWorker = '(SELECT w.person_id FROM grid_worker w WHERE w.id = t.worker_id)';

@Entity()
export class Course implements CourseState {
  static readonly scope = { place: 't.place_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('text') title!: string;
  @Column('text') tag!: string;
  @Column('text') mode!: CourseMode;
  @Column('text') status!: CourseStatus;
  @Column('text') offeredById!: string;
  @Column('timestamptz') offeredAt!: string;
}

/** The demand for a course; a row leaves when its worker gets a seat. */
@Entity()
export class CourseOrder {
  static readonly person: PersonReference = { id: personOfWorker };

  @PrimaryColumn('uuid') courseId!: string;
  @PrimaryColumn('uuid') workerId!: string;
  @Column('timestamptz') orderedAt!: string;
}

@Entity()
export class TrainingSession implements SessionState {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['cancelReason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('uuid', { nullable: true }) courseId!: string | null;
  @Column('text') title!: string;
  @Column('text') tag!: string;
  @Column('text') channel!: TrainingChannel;
  @Column('text') mode!: CourseMode;
  @Column('timestamptz') startsAt!: string;
  @Column('integer') capacity!: number;
  @Column('integer') seatsTaken!: number;
  @Column('text') status!: SessionStatus;
  @Column('text', { nullable: true }) cancelReason!: string | null;
}

@Entity()
export class Attendance {
  static readonly person: PersonReference = { id: personOfWorker };

  @PrimaryColumn('uuid') sessionId!: string;
  @PrimaryColumn('uuid') workerId!: string;
  @Column('timestamptz') enrolledAt!: string;
  @Column('boolean', { nullable: true }) attended!: boolean | null;
}

@Entity()
export class DrillSheet implements DrillSheetState {
  static readonly scope = { place: '(SELECT s.place_code FROM training_session s WHERE s.id = t.session_id)' };
  static readonly personal = ['criteria'];
  static readonly person: PersonReference = { id: personOfWorker, erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') sessionId!: string;
  @Column('uuid') workerId!: string;
  @Column('text') scenario!: string;
  @Column('jsonb', { nullable: true }) criteria!: DrillCriterion[] | null;
  @Column('integer') level!: number;
  @Column('text') assessorId!: string;
  @Column('timestamptz') at!: string;
}

@Entity()
export class CaseArticle implements CaseArticleState {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['body'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('text') title!: string;
  @Column('text') body!: string;
  @Column('text') tag!: string;
  @Column('text') publishedById!: string;
  @Column('timestamptz') publishedAt!: string;
}

@Entity()
export class CasePush implements CasePushState {
  static readonly scope = { place: 't.place_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') articleId!: string;
  @Column('text') placeCode!: string;
  @Column('text') channel!: PushChannel;
  @Column('integer') recipients!: number;
  @Column('timestamptz') pushedAt!: string;
}
