import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { CoBuildingAgreement, CoBuildingProject, Council, MemberOrganization, Programme } from './council/council.entity.js';
import { CouncilModule } from './council/council.module.js';
import { FollowUp, Interest, LeaderPairing, PartTimeMember, RoleWork } from './member/member.entity.js';
import { MemberModule } from './member/member.module.js';
import { migrations } from './migrations/index.js';
import { OverviewModule } from './overview/overview.module.js';
import { MinutesAmendment, SessionMinutes } from './session/minutes.entity.js';
import {
  CouncilSession,
  JointMeeting,
  SessionAttendance,
  SessionCadence,
  SessionDecision,
  SessionPolicyVersion,
} from './session/session.entity.js';
import { SessionModule } from './session/session.module.js';
import { TopicCandidate } from './topic/topic.entity.js';
import { TopicModule } from './topic/topic.module.js';

@Module({ imports: [CouncilModule, MemberModule, SessionModule, TopicModule, OverviewModule] })
class CouncilServiceModule {}

/** 议事协商: what the neighbours decide together. */
export const councilService: ServiceDefinition = {
  name: 'council',
  module: CouncilServiceModule,
  entities: [
    ...[Council, MemberOrganization, CoBuildingAgreement, CoBuildingProject, Programme],
    ...[PartTimeMember, RoleWork, Interest, LeaderPairing, FollowUp],
    ...[SessionPolicyVersion, SessionCadence, JointMeeting, CouncilSession, SessionAttendance, SessionDecision],
    ...[SessionMinutes, MinutesAmendment],
    TopicCandidate,
  ],
  migrations,
};
