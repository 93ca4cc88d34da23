import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FeedbackChannel, GridType, LocationPoint, RequestClock, RequestOrigin, RequestState } from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { RequestPause, ServiceRequestState } from './request-life.rules.js';
import type { RequestPolicy } from './request-policy.rules.js';

/** In SQL over a request t and a placement p: the open one of the household that places it, if any does. */
export const placesIt = 'p.household_id = t.household_id AND NOT t.at_point AND p.valid_to IS NULL';
/** The grid a request is in now: its household's, else the grid it was filed for, else its community. */
const place = `coalesce((SELECT p.grid_code FROM household_grid p WHERE ${placesIt}), t.grid_code, t.community_code)`;

@Entity()
export class ServiceRequest implements ServiceRequestState {
  static readonly scope = { place, self: 't.household_id' };
  static readonly personal = ['summary', 'point', 'rightBody', 'refusalReason', 'publicSummary'];
  static readonly person: PersonReference = { id: 't.reporter_person_id', account: 't.reporter_account_id', erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') state!: RequestState;
  @Column('text') class!: string;
  @Column('text') origin!: RequestOrigin;
  @Column('text', { nullable: true }) serviceMode!: string | null;
  @Column('text') summary!: string;
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('text') communityCode!: string;
  @Column('text', { nullable: true }) gridCode!: string | null;
  @Column('jsonb', { nullable: true }) point!: LocationPoint | null;
  @Column('boolean') atPoint!: boolean;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('uuid', { nullable: true }) reporterAccountId!: string | null;
  @Column('uuid', { nullable: true }) reporterPersonId!: string | null;
  @Column('uuid', { nullable: true }) filedById!: string | null;
  @Column('uuid', { nullable: true }) acceptedById!: string | null;
  @Column('uuid', { nullable: true }) handlerId!: string | null;
  @Column('uuid', { nullable: true }) cadreId!: string | null;
  @Column('uuid', { nullable: true }) dutyId!: string | null;
  @Column('uuid', { nullable: true }) closedById!: string | null;
  @Column('uuid', { nullable: true }) policyId!: string | null;
  @Column('timestamptz') filedAt!: string;
  @Column('timestamptz', { nullable: true }) acceptedAt!: string | null;
  @Column('timestamptz', { nullable: true }) dispatchedAt!: string | null;
  @Column('timestamptz', { nullable: true }) firstResponseAt!: string | null;
  @Column('timestamptz', { nullable: true }) closedAt!: string | null;
  @Column('boolean', { nullable: true }) closedOnTime!: boolean | null;
  @Column('boolean', { nullable: true }) resolved!: boolean | null;
  @Column('timestamptz', { nullable: true }) resolvedAt!: string | null;
  @Column('timestamptz') firstResponseDue!: string;
  @Column('timestamptz') resolveDue!: string;
  @Column('timestamptz') closureDue!: string;
  @Column('timestamptz') clockStart!: string;
  @Column('integer') round!: number;
  @Column('jsonb') pauses!: RequestPause[];
  @Column('timestamptz', { nullable: true }) pausedUntil!: string | null;
  @Column('integer') responseLevel!: number;
  @Column('integer') resolveLevel!: number;
  @Column('timestamptz', { nullable: true }) nextEscalationAt!: string | null;
  @Column('timestamptz', { nullable: true }) reopenUntil!: string | null;
  @Column('timestamptz', { nullable: true }) autoConfirmAt!: string | null;
  @Column('text', { nullable: true }) rightBody!: string | null;
  @Column('text', { nullable: true }) refusalReason!: string | null;
  @Column('uuid', { nullable: true }) annualItemId!: string | null;
  @Column('uuid', { nullable: true }) duplicateOfId!: string | null;
  @Column('boolean', { nullable: true }) satisfied!: boolean | null;
  @Column('timestamptz', { nullable: true }) ratedAt!: string | null;
  @Column('text', { nullable: true }) feedbackChannel!: FeedbackChannel | null;
  @Column('text', { nullable: true }) gridType!: GridType | null;
  @Column('timestamptz', { nullable: true }) roundClosedAt!: string | null;
  @Column('timestamptz', { nullable: true }) recheckDueAt!: string | null;
  @Column('timestamptz', { nullable: true }) recheckToldAt!: string | null;
  @Column('integer') rechecks!: number;
  @Column('text', { nullable: true }) publicSummary!: string | null;
  @Column('uuid', { array: true }) releasedEvidenceIds!: string[];
  @Column('uuid', { nullable: true }) moderatedById!: string | null;
}

/** A household that joined a request of another instead of filing it again. */
@Entity()
export class RequestJoin {
  static readonly person: PersonReference = { account: 't.account_id' };

  @PrimaryColumn('uuid') requestId!: string;
  @PrimaryColumn('uuid') householdId!: string;
  @Column('uuid') accountId!: string;
  @Column('timestamptz') joinedAt!: string;
}

/** One step after the filing, with what was said about it. */
@Entity()
export class RequestStep {
  static readonly personal = ['note'];
  static readonly person: PersonReference = { through: [ServiceRequest, 't.request_id'], erases: true };

  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') requestId!: string;
  @Column('integer') requestVersion!: number;
  @Column('text') action!: string;
  @Column('text') state!: RequestState;
  @Column('timestamptz') at!: string;
  @Column('boolean') byStaff!: boolean;
  @Column('text', { nullable: true }) channel!: FeedbackChannel | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('uuid', { nullable: true }) slipEvidenceId!: string | null;
  @Column('uuid', { nullable: true }) actorId!: string | null;
}

@Entity()
export class RequestEscalation {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') requestId!: string;
  @Column('text') clock!: RequestClock;
  @Column('integer') round!: number;
  @Column('integer') level!: number;
  @Column('text') toPlaceCode!: string;
  @Column('timestamptz') at!: string;
}

/** A one-time link by which a reporter answers; only the hash of its secret is known here. */
@Entity()
export class FeedbackLink {
  static readonly person: PersonReference = { through: [ServiceRequest, 't.request_id'] };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') requestId!: string;
  @Column('text', { select: false }) secretHash!: string;
  @Column('uuid') issuedById!: string;
  @Column('timestamptz') issuedAt!: string;
  @Column('timestamptz') expiresAt!: string;
  @Column('timestamptz', { nullable: true }) usedAt!: string | null;
}

@Entity()
export class RequestPolicyVersion {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') body!: RequestPolicy;
}
