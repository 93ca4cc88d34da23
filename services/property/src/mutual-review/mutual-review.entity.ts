import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnswerState, ReviewScore } from '@gezhi/shared/contracts';
import type { MutualReviewPolicy } from './mutual-review-policy.rules.js';
import type { CoordinationRequestState, MutualReviewState } from './mutual-review.rules.js';

@Entity()
export class MutualReview implements MutualReviewState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };
  static readonly personal = ['comment', 'answer'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') month!: string;
  @Column('jsonb') scores!: ReviewScore[];
  @Column('text', { nullable: true }) comment!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') ratedAt!: string;
  @Column('text') state!: AnswerState;
  @Column('timestamptz') dueAt!: string;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt!: string | null;
}

@Entity()
export class CoordinationRequest implements CoordinationRequestState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };
  static readonly personal = ['title', 'need', 'answer'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') title!: string;
  @Column('text') need!: string;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') raisedAt!: string;
  @Column('text') state!: AnswerState;
  @Column('timestamptz') dueAt!: string;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('timestamptz', { nullable: true }) answeredAt!: string | null;
}

@Entity()
export class MutualReviewPolicyVersion implements MutualReviewPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') criteria!: MutualReviewPolicy['criteria'];
  @Column('integer') reviewAnswerDays!: number;
  @Column('integer') requestAnswerDays!: number;
  @Column('text') source!: string;
  @Column('boolean') assumed!: boolean;
}
