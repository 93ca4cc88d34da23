import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  AgendaItem,
  CouncilSessionState,
  DecisionMatter,
  DecisionOutcome,
  EmergencyCaller,
  EmergencyEffect,
  PartySeat,
  SessionDecisionState as DecisionStanding,
  SessionKind,
} from '@gezhi/shared/contracts';
import type { PersonReference } from '@gezhi/shared/database';
import type { CadenceState } from './cadence.rules.js';
import type { DecisionState } from './decision.rules.js';
import type { JointMeetingState } from './joint-meeting.rules.js';
import type { SessionPolicy } from './session-policy.rules.js';
import type { SessionState } from './session.rules.js';

const ofCouncil = { place: 't.community_code', council: 't.council_id' };

@Entity()
export class SessionPolicyVersion implements SessionPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('integer') cadenceMonths!: number;
  @Column('integer') warnDays!: number;
  @Column('jsonb') noticeDays!: SessionPolicy['noticeDays'];
  @Column('jsonb') presentOver!: SessionPolicy['presentOver'];
  @Column('jsonb') emergencyCallers!: EmergencyCaller[];
  @Column('integer') emergencyItemsMost!: number;
  @Column('text') emergencyEffect!: EmergencyEffect;
  @Column('jsonb') parties!: SessionPolicy['parties'];
  @Column('integer') partiesLeast!: number;
  @Column('text') source!: string;
  @Column('boolean') assumed!: boolean;
}

@Entity()
export class SessionCadence implements CadenceState {
  static readonly scope = { place: 't.community_code', council: 't.id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('date', { nullable: true }) lastRegularOn!: string | null;
  @Column('date') dueOn!: string;
  @Column('date') warnOn!: string;
  @Column('timestamptz', { nullable: true }) warnedAt!: string | null;
  @Column('timestamptz', { nullable: true }) overdueAt!: string | null;
}

@Entity()
export class JointMeeting implements JointMeetingState {
  static readonly scope = ofCouncil;
  static readonly person: PersonReference = {
    id: "(SELECT (s ->> 'personId')::uuid FROM jsonb_array_elements(t.seats) s WHERE (s ->> 'personId')::uuid = ANY($1::uuid[]) LIMIT 1)",
  };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') councilId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) estateId!: string | null;
  @Column('jsonb') seats!: PartySeat[];
}

@Entity()
export class CouncilSession implements SessionState {
  static readonly scope = ofCouncil;
  static readonly personal = ['agenda', 'reason', 'cancelReason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') councilId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) jointMeetingId!: string | null;
  @Column('uuid', { nullable: true }) estateId!: string | null;
  @Column('text') kind!: SessionKind;
  @Column('text') state!: CouncilSessionState;
  @Column('timestamptz') startsAt!: string;
  @Column('timestamptz') endsAt!: string;
  @Column('text') venue!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) calledAs!: EmergencyCaller | null;
  @Column('jsonb') agenda!: AgendaItem[];
  @Column('timestamptz', { nullable: true }) noticedAt!: string | null;
  @Column('timestamptz', { nullable: true }) openedAt!: string | null;
  @Column('timestamptz', { nullable: true }) closedAt!: string | null;
  @Column('integer', { nullable: true }) present!: number | null;
  @Column('integer', { nullable: true }) entitled!: number | null;
  @Column('boolean', { nullable: true }) quorate!: boolean | null;
  @Column('text', { nullable: true }) cancelReason!: string | null;
}

/** The table takes rows and changes none. */
@Entity()
export class SessionAttendance {
  static readonly person: PersonReference = {
    id: '(SELECT m.person_id FROM part_time_member m WHERE m.id = t.member_id)',
    account: 't.account_id',
  };

  @PrimaryColumn('uuid') sessionId!: string;
  /** The member's id or the party's code. */
  @PrimaryColumn('text') attendee!: string;
  @Column('uuid', { nullable: true }) memberId!: string | null;
  @Column('text', { nullable: true }) party!: string | null;
  @Column('uuid', { nullable: true }) accountId!: string | null;
  @Column('timestamptz') attendedAt!: string;
}

@Entity()
export class SessionDecision implements DecisionState {
  static readonly scope = ofCouncil;
  static readonly personal = ['refusalReason'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') sessionId!: string;
  @Column('uuid') councilId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid', { nullable: true }) estateId!: string | null;
  @Column('text') matter!: DecisionMatter;
  @Column('uuid', { nullable: true }) subjectId!: string | null;
  @Column('text') outcome!: DecisionOutcome;
  @Column('text') state!: DecisionStanding;
  @Column('timestamptz') decidedAt!: string;
  @Column('timestamptz', { nullable: true }) ratifiedAt!: string | null;
  @Column('uuid', { nullable: true }) ratifiedInId!: string | null;
  @Column('text', { nullable: true }) refusalReason!: string | null;
}
