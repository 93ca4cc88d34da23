import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnswerChannel, Question, QuestionnaireState as QuestionnaireStanding } from '@gezhi/shared/contracts';
import type { AnswerState, QuestionnaireState } from './questionnaire.rules.js';

@Entity()
export class Questionnaire implements QuestionnaireState {
  static readonly scope = { place: 't.community_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('text') title!: string;
  @Column('jsonb') questions!: Question[];
  @Column('timestamptz') opensAt!: string;
  @Column('timestamptz') closesAt!: string;
  @Column('text') state!: QuestionnaireStanding;
}

@Entity()
export class QuestionnaireAnswer implements AnswerState {
  static readonly scope = { place: 't.community_code', self: 't.household_id' };
  static readonly personal = ['choices'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') questionnaireId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') householdId!: string;
  @Column('text') channel!: AnswerChannel;
  @Column('jsonb') choices!: number[][];
  @Column('timestamptz') answeredAt!: string;
}
