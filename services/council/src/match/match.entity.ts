import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MatchReason, MatchState as MatchStanding } from '@gezhi/shared/contracts';
import type { Proposal } from './fit.rules.js';
import type { MatchState } from './match.rules.js';

@Entity()
export class Match implements MatchState {
  static readonly scope = {
    place: 'coalesce((SELECT k.grid_code FROM known_household k WHERE k.household_id = t.household_id), t.community_code)',
    self: 't.household_id',
  };
  static readonly personal = ['releaseReason', 'disputeReason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') demandId!: string;
  @Column('uuid') offerId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('text') state!: MatchStanding;
  @Column('timestamptz') claimedAt!: string;
  @Column('timestamptz', { nullable: true }) deliveredAt!: string | null;
  @Column('text', { nullable: true }) deliveredBy!: string | null;
  @Column('timestamptz', { nullable: true }) fulfilledAt!: string | null;
  @Column('timestamptz', { nullable: true }) releasedAt!: string | null;
  @Column('text', { nullable: true }) releaseReason!: string | null;
  @Column('text', { nullable: true }) disputeReason!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
}

@Entity()
export class MatchProposal implements Proposal {
  @PrimaryColumn('uuid') demandId!: string;
  @PrimaryColumn('uuid') offerId!: string;
  @Column('integer') rank!: number;
  @Column('integer') score!: number;
  @Column('jsonb') reasons!: MatchReason[];
  @Column('timestamptz') proposedAt!: string;
}
