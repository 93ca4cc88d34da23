import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { Ballot } from './ballot/ballot.entity.js';
import { BallotModule } from './ballot/ballot.module.js';
import { BallotCertificate } from './certificate/certificate.entity.js';
import { CertificateModule } from './certificate/certificate.module.js';
import { BallotChain } from './chain/chain.entity.js';
import { ChainModule } from './chain/chain.module.js';
import { DecisionRulePolicyVersion } from './decision-rule/decision-rule.entity.js';
import { DecisionRuleModule } from './decision-rule/decision-rule.module.js';
import { KnownOwnership, KnownUnit } from './known-unit/known-unit.entity.js';
import { KnownUnitModule } from './known-unit/known-unit.module.js';
import { migrations } from './migrations/index.js';
import { OverviewModule } from './overview/overview.module.js';
import { PaperVote } from './paper-vote/paper-vote.entity.js';
import { PaperVoteModule } from './paper-vote/paper-vote.module.js';
import { RollEntry } from './roll/roll.entity.js';
import { RollModule } from './roll/roll.module.js';
import { CoBuildingAgreement, CoBuildingProject, Council, MemberOrganization, Programme } from './council/council.entity.js';
import { CouncilModule } from './council/council.module.js';
import { FollowUp, Interest, LeaderPairing, PartTimeMember, RoleWork } from './member/member.entity.js';
import { MemberModule } from './member/member.module.js';
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
import { Vote, VoteProxy } from './vote/vote.entity.js';
import { VoteModule } from './vote/vote.module.js';

@Module({
  imports: [
    ...[CouncilModule, MemberModule, SessionModule, TopicModule, OverviewModule],
    ...[KnownUnitModule, DecisionRuleModule, BallotModule, RollModule, ChainModule, VoteModule, PaperVoteModule, CertificateModule],
  ],
})
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
    ...[KnownUnit, KnownOwnership, DecisionRulePolicyVersion],
    ...[Ballot, RollEntry, BallotChain, Vote, VoteProxy, PaperVote, BallotCertificate],
  ],
  migrations,
  appendOnly: ['known_ownership', 'decision_rule_policy_version', 'roll_entry', 'vote', 'vote_proxy', 'paper_vote', 'ballot_certificate'],
};
