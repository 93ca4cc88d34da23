import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProblemScope, ProblemState as State, RectificationTrack } from '@gezhi/shared/contracts';
import type { AnnualItemState, Milestone } from './annual-item.rules.js';
import type { ProblemPolicy } from './problem-policy.rules.js';
import type { ProblemState } from './problem.rules.js';

@Entity()
export class Problem implements ProblemState {
  static readonly scope = { place: 't.place_code' };
  static readonly personal = ['summary'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') scope!: ProblemScope;
  @Column('text') class!: string;
  @Column('text') state!: State;
  @Column('text') track!: RectificationTrack;
  @Column('text') summary!: string;
  @Column('text') placeCode!: string;
  @Column('text', { nullable: true }) communityCode!: string | null;
  @Column('text', { array: true }) gridCodes!: string[];
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('uuid', { nullable: true }) campaignId!: string | null;
  @Column('uuid', { nullable: true }) collectedById!: string | null;
  @Column('timestamptz') collectedAt!: string;
  @Column('timestamptz', { nullable: true }) onTheSpotUntil!: string | null;
  @Column('integer', { array: true }) recheckDays!: number[];
  @Column('uuid', { nullable: true }) rectifiedById!: string | null;
  @Column('timestamptz', { nullable: true }) reportedAt!: string | null;
  @Column('uuid', { nullable: true }) verifiedById!: string | null;
  @Column('timestamptz', { nullable: true }) rectifiedAt!: string | null;
  @Column('timestamptz', { nullable: true }) recheckDueAt!: string | null;
  @Column('timestamptz', { nullable: true }) recheckToldFor!: string | null;
  @Column('integer') rechecks!: number;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('uuid', { nullable: true }) annualItemId!: string | null;
  @Column('uuid', { nullable: true }) mergedIntoId!: string | null;
  @Column('text', { nullable: true }) externalRef!: string | null;
}

@Entity()
export class AnnualItem implements AnnualItemState {
  static readonly scope = { place: 't.place_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') problemId!: string;
  @Column('integer') year!: number;
  @Column('text') title!: string;
  @Column('uuid') ownerCadreId!: string;
  @Column('text') placeCode!: string;
  @Column('jsonb') milestones!: Milestone[];
  @Column('timestamptz', { nullable: true }) closedAt!: string | null;
}

/** A service request that shows a problem, and until when it did. */
@Entity()
export class ProblemLink {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') problemId!: string;
  @Column('uuid') requestId!: string;
  @Column('text') linkedById!: string;
  @Column('timestamptz') linkedAt!: string;
  @Column('text', { nullable: true }) endedById!: string | null;
  @Column('timestamptz', { nullable: true }) endedAt!: string | null;
}

@Entity()
export class ProblemPolicyVersion implements ProblemPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') classes!: ProblemPolicy['classes'];
  @Column('integer') promoteFrom!: number;
  @Column('integer') promoteWithinMetres!: number;
  @Column('integer') promoteSimilarityPercent!: number;
  @Column('integer', { array: true }) recheckDays!: number[];
}
