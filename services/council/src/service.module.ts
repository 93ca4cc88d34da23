import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { Ballot } from './ballot/ballot.entity.js';
import { BallotModule } from './ballot/ballot.module.js';
import { Bulletin, BulletinDelivery, BulletinPolicyVersion } from './bulletin/bulletin.entity.js';
import { BulletinModule } from './bulletin/bulletin.module.js';
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
import { Resolution, ResolutionReport, ResolutionTask, ResolutionVerification } from './resolution/resolution.entity.js';
import { ResolutionModule } from './resolution/resolution.module.js';
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
import { Topic, TopicCandidate, TopicStageEntry } from './topic/topic.entity.js';
import { Demand } from './demand/demand.entity.js';
import { DemandModule } from './demand/demand.module.js';
import { Asset, AssetUse, Donation } from './donation/donation.entity.js';
import { DonationModule } from './donation/donation.module.js';
import { KnownHousehold } from './known-household/known-household.entity.js';
import { KnownHouseholdModule } from './known-household/known-household.module.js';
import { Match, MatchProposal } from './match/match.entity.js';
import { MatchModule } from './match/match.module.js';
import { NeedUpdate } from './need-update/need-update.entity.js';
import { NeedUpdateModule } from './need-update/need-update.module.js';
import { Questionnaire, QuestionnaireAnswer } from './questionnaire/questionnaire.entity.js';
import { QuestionnaireModule } from './questionnaire/questionnaire.module.js';
import { ResourcePledge } from './resource-pledge/resource-pledge.entity.js';
import { ResourcePledgeModule } from './resource-pledge/resource-pledge.module.js';
import { MemberOffer, MemberService, ReturningMember } from './returning-member/returning-member.entity.js';
import { ReturningMemberModule } from './returning-member/returning-member.module.js';
import { ServiceFieldPolicyVersion } from './service-field/service-field.entity.js';
import { ServiceFieldModule } from './service-field/service-field.module.js';
import { ServiceOffer } from './service-offer/service-offer.entity.js';
import { ServiceOfferModule } from './service-offer/service-offer.module.js';
import { Venue, VenueBooking } from './venue/venue.entity.js';
import { VenueModule } from './venue/venue.module.js';
import { TopicModule } from './topic/topic.module.js';
import { TopicTimelineModule } from './topic-timeline/topic-timeline.module.js';
import { BallotBox, BallotToken, BallotTokenKey, SecretVote } from './secret-vote/secret-vote.entity.js';
import { SecretVoteModule } from './secret-vote/secret-vote.module.js';
import { VotingCode } from './voting-code/voting-code.entity.js';
import { Vote, VoteProxy } from './vote/vote.entity.js';
import { VoteModule } from './vote/vote.module.js';

@Module({
  imports: [
    ...[CouncilModule, MemberModule, SessionModule, TopicModule, OverviewModule],
    ...[BulletinModule, ResolutionModule, TopicTimelineModule],
    ...[KnownUnitModule, DecisionRuleModule, BallotModule, RollModule, ChainModule, VoteModule, PaperVoteModule, CertificateModule],
    SecretVoteModule,
    ...[ServiceFieldModule, KnownHouseholdModule, NeedUpdateModule, QuestionnaireModule, DemandModule, ServiceOfferModule, MatchModule],
    ...[ReturningMemberModule, VenueModule, ResourcePledgeModule, DonationModule],
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
    ...[TopicCandidate, Topic, TopicStageEntry],
    ...[BulletinPolicyVersion, Bulletin, BulletinDelivery],
    ...[Resolution, ResolutionTask, ResolutionReport, ResolutionVerification],
    ...[KnownUnit, KnownOwnership, DecisionRulePolicyVersion],
    ...[Ballot, RollEntry, BallotChain, Vote, VoteProxy, PaperVote, BallotCertificate],
    ...[BallotTokenKey, BallotToken, BallotBox, SecretVote, VotingCode],
    ...[ServiceFieldPolicyVersion, KnownHousehold, NeedUpdate, Questionnaire, QuestionnaireAnswer],
    ...[Demand, ServiceOffer, MatchProposal, Match, ReturningMember, MemberOffer, MemberService],
    ...[Venue, VenueBooking, ResourcePledge, Donation, Asset, AssetUse],
  ],
  migrations,
  appendOnly: [
    ...['known_ownership', 'decision_rule_policy_version', 'roll_entry', 'vote', 'vote_proxy', 'paper_vote', 'ballot_certificate'],
    ...['topic_stage', 'bulletin_policy_version', 'bulletin_delivery', 'resolution_report', 'resolution_verification'],
    ...['service_field_policy_version', 'need_update', 'questionnaire_answer', 'member_offer'],
  ],
};
