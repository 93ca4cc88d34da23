import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnsweredBy } from '@gezhi/shared/contracts';
import type { SatisfactionPolicy } from './satisfaction-policy.rules.js';
import type { SurveyResultState } from './survey-result.rules.js';
import type { AnswerState, SurveyState } from './satisfaction.rules.js';

/** A survey as it was opened; the table takes rows and changes none. */
@Entity()
export class SatisfactionSurvey implements SurveyState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('date') periodFrom!: string;
  @Column('date') periodTo!: string;
  @Column('integer') satisfiedFrom!: number;
  @Column('integer') leastAnswers!: number;
  @Column('timestamptz') openedAt!: string;
  @Column('timestamptz') closesAt!: string;
}

/** What a closed survey came to; the table takes rows and changes none. */
@Entity()
export class SurveyResult implements SurveyResultState {
  @PrimaryColumn('uuid') surveyId!: string;
  @Column('integer') answers!: number;
  @Column('integer') satisfied!: number;
  @Column('integer') covered!: number;
  @Column('integer') households!: number;
  @Column('timestamptz') closedAt!: string;
}

/** What a household answered, once and for good; read one by one by nobody. */
@Entity()
export class SatisfactionAnswer implements AnswerState {
  static readonly scope = { place: 't.community_code', self: 't.household_id' };
  static readonly personal = ['score'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') surveyId!: string;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') householdId!: string;
  @Column('integer') score!: number;
  @Column('text') answeredBy!: AnsweredBy;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') answeredAt!: string;
}

@Entity()
export class SatisfactionPolicyVersion implements SatisfactionPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('integer') satisfiedFrom!: number;
  @Column('integer') leastAnswers!: number;
  @Column('text') source!: string;
  @Column('boolean') assumed!: boolean;
}
