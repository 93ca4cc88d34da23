import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ContactChannel, improvementAims, VisitKind } from '@gezhi/shared/contracts';
import type { CampaignState, CampaignStatus } from './campaign.rules.js';
import type { ContactState, PairingState } from './pairing.rules.js';
import type { VisitPolicy } from './visit-policy.rules.js';
import type { VisitState } from './visit.rules.js';

@Entity()
export class Visit implements VisitState {
  static readonly scope = {
    place:
      'coalesce((SELECT g.grid_code FROM household_grid g WHERE g.household_id = t.household_id AND g.valid_to IS NULL), t.community_code)',
    self: 't.household_id',
  };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') householdId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) campaignId!: string | null;
  @Column('text') kind!: VisitKind;
  @Column('timestamptz') occurredAt!: string;
  @Column('timestamptz') recordedAt!: string;
  @Column('text') actorId!: string;
  @Column('text', { array: true }) needs!: string[];
  @Column('uuid', { array: true }) evidence!: string[];
  @Column('text', { nullable: true }) externalRef!: string | null;
}

@Entity()
export class Campaign implements CampaignState {
  static readonly scope = { place: 't.place_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') placeCode!: string;
  @Column('text') kind!: CampaignState['kind'];
  @Column('text') title!: string;
  @Column('text', { array: true }) aims!: (typeof improvementAims)[number][];
  @Column('integer') coveragePercent!: number;
  @Column('text') status!: CampaignStatus;
  @Column('timestamptz') openedAt!: string;
  @Column('timestamptz', { nullable: true }) closedAt!: string | null;
}

@Entity()
export class CampaignWaiver {
  @PrimaryColumn('uuid') campaignId!: string;
  @PrimaryColumn('text') gridCode!: string;
  @Column('text') reason!: string;
  @Column('text') actorId!: string;
  @Column('timestamptz') waivedAt!: string;
}

@Entity()
export class Pairing implements PairingState {
  static readonly scope = { place: Visit.scope.place };
  static readonly personal = ['endReason'];
  static readonly person = { account: 't.account_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') cadreId!: string;
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('uuid') householdId!: string;
  @Column('text') communityCode!: string;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) endedOn!: string | null;
  @Column('text', { nullable: true }) endReason!: string | null;
  @Column('uuid', { nullable: true }) previousId!: string | null;
  @Column('integer') contactDays!: number;
  @Column('timestamptz', { nullable: true }) lastContactAt!: string | null;
}

@Entity()
export class PairingContact implements ContactState {
  static readonly personal = ['note'];

  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') pairingId!: string;
  @Column('timestamptz') at!: string;
  @Column('text') channel!: ContactChannel;
  @Column('uuid', { nullable: true }) visitId!: string | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text') byId!: string;
}

@Entity()
export class VisitPolicyVersion implements VisitPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('integer') offlineDays!: number;
  @Column('integer') importDays!: number;
  @Column('integer') contactDays!: number;
  @Column('text') source!: string;
  @Column('boolean') assumed!: boolean;
}
