import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CandidateState, DecisionOutcome, ProblemScope, TopicOrigin, TopicSource, TopicStage } from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { CandidateFacts } from './candidate.rules.js';
import type { StageEntry, TopicState } from './topic.rules.js';

/** A problem heard from the grids that may become a topic. */
@Entity()
export class TopicCandidate implements CandidateFacts {
  @PrimaryColumn('uuid') problemId!: string;
  @Column('text') placeCode!: string;
  @Column('text', { array: true }) gridCodes!: string[];
  @Column('text') scope!: ProblemScope;
  @Column('text') class!: string;
  @Column('timestamptz', { nullable: true }) transferredAt!: string | null;
  @Column('boolean') isMet!: boolean;
  @Column('text', { nullable: true }) state!: CandidateState | null;
  /** Of the problem, as last heard. */
  @Column('integer') version!: number;
}

/** Where its proposer is at home: by it a proposal that is sent again is found. */
const ofProposer = (axis: 'self' | 'estate'): string =>
  `(SELECT k.scope FROM known_assignment k WHERE k.account_id = t.proposer_id AND k.axis = '${axis}' AND NOT k.ended LIMIT 1)`;

@Entity()
export class Topic implements TopicState {
  static readonly scope = {
    place: 't.community_code',
    council: '(SELECT c.id FROM council c WHERE c.community_code = t.community_code)',
    self: ofProposer('self'),
    estate: ofProposer('estate'),
  };
  /** The title is the community's: everyone reads it once the topic is accepted. */
  static readonly personal = ['detail', 'reason'];
  static readonly person: PersonReference = { account: 't.proposer_id', erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('text') title!: string;
  @Column('text') detail!: string;
  @Column('text') source!: TopicSource;
  /** The account that proposed it. */
  @Column('uuid') proposerId!: string;
  @Column('text') origin!: TopicOrigin;
  @Column('uuid', { nullable: true }) originId!: string | null;
  @Column('text') stage!: TopicStage;
  @Column('integer') stageNumber!: number;
  @Column('timestamptz') submittedAt!: string;
  @Column('timestamptz', { nullable: true }) reviewedAt!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('uuid', { nullable: true }) mergedIntoId!: string | null;
  @Column('text', { nullable: true }) referredTo!: string | null;
  @Column('uuid', { nullable: true }) sessionId!: string | null;
  @Column('uuid', { nullable: true }) ballotId!: string | null;
  @Column('text', { nullable: true }) outcome!: DecisionOutcome | null;
}

/** The table takes rows and changes none. */
@Entity('topic_stage')
export class TopicStageEntry implements StageEntry {
  @PrimaryColumn('uuid') topicId!: string;
  @PrimaryColumn('integer') number!: number;
  @Column('text') stage!: TopicStage;
  @Column('timestamptz') at!: string;
  @Column('uuid', { nullable: true }) referenceId!: string | null;
}
