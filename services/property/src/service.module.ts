import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { BallotCheckpoint } from './ballot-checkpoint/ballot-checkpoint.entity.js';
import { BallotCheckpointModule } from './ballot-checkpoint/ballot-checkpoint.module.js';
import { Bill, Payment } from './bill/bill.entity.js';
import { BillModule } from './bill/bill.module.js';
import { CatalogueModule } from './catalogue/catalogue.module.js';
import { ServiceItem, ServiceItemVersion } from './catalogue/catalogue.entity.js';
import {
  Committee,
  CommitteeApplication,
  CommitteeDecision,
  CommitteeProfileVersion,
  MeetingDemand,
} from './committee/committee.entity.js';
import { CommitteeModule } from './committee/committee.module.js';
import { Cost, CostVoucher } from './cost/cost.entity.js';
import { CostModule } from './cost/cost.module.js';
import { BillDiscount, Discount, Entitlement } from './discount/discount.entity.js';
import { DiscountModule } from './discount/discount.module.js';
import { ConditionSurvey, Estate, Facility } from './estate/estate.entity.js';
import { EstateModule } from './estate/estate.module.js';
import { FeeSchedule, FeeSchedulePolicyVersion } from './fee-schedule/fee-schedule.entity.js';
import { FeeScheduleModule } from './fee-schedule/fee-schedule.module.js';
import { KnownCommunity } from './known-community/known-community.entity.js';
import { KnownCommunityModule } from './known-community/known-community.module.js';
import { KnownDecision } from './known-decision/known-decision.entity.js';
import { KnownDecisionModule } from './known-decision/known-decision.module.js';
import { KnownHousehold, PlaceFigure } from './known-household/known-household.entity.js';
import { KnownHouseholdModule } from './known-household/known-household.module.js';
import { BillEarning, LedgerPeriod } from './ledger-period/ledger-period.entity.js';
import { LedgerPeriodModule } from './ledger-period/ledger-period.module.js';
import { Ledger, LedgerAccount, LedgerDay, LedgerEntry, LedgerPosting } from './ledger/ledger.entity.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { Matter, MatterPolicyVersion, MatterStep } from './matter/matter.entity.js';
import { MatterModule } from './matter/matter.module.js';
import { migrations } from './migrations/index.js';
import { CoordinationRequest, MutualReview, MutualReviewPolicyVersion } from './mutual-review/mutual-review.entity.js';
import { MutualReviewModule } from './mutual-review/mutual-review.module.js';
import { HouseholdNeed, NeedPolicyVersion } from './need/need.entity.js';
import { NeedModule } from './need/need.module.js';
import { Notice, NoticeObjection, NoticePolicyVersion, NoticeProof } from './notice/notice.entity.js';
import { NoticeModule } from './notice/notice.module.js';
import { Offer } from './offer/offer.entity.js';
import { OfferModule } from './offer/offer.module.js';
import { Opinion, OpinionPolicyVersion } from './opinion/opinion.entity.js';
import { OpinionModule } from './opinion/opinion.module.js';
import { ServiceOrder, ServiceUse, ServiceUseReversal } from './order/order.entity.js';
import { OrderModule } from './order/order.module.js';
import { OverviewModule } from './overview/overview.module.js';
import { Owner, Ownership, Title } from './ownership/ownership.entity.js';
import { OwnershipModule } from './ownership/ownership.module.js';
import { PaymentAttempt, PaymentRefund } from './payment/payment.entity.js';
import { PaymentModule } from './payment/payment.module.js';
import { EstateProblem, ProblemList } from './problem-list/problem-list.entity.js';
import { ProblemListModule } from './problem-list/problem-list.module.js';
import { StatementLine, StatementLineCorrection } from './reconciliation/reconciliation.entity.js';
import { ReconciliationModule } from './reconciliation/reconciliation.module.js';
import { RegisterModule } from './register/register.module.js';
import { Refund } from './return/return.entity.js';
import { ReturnModule } from './return/return.module.js';
import { SatisfactionAnswer, SatisfactionPolicyVersion, SatisfactionSurvey, SurveyResult } from './satisfaction/satisfaction.entity.js';
import { SatisfactionModule } from './satisfaction/satisfaction.module.js';
import { SpaceConversion } from './space-conversion/space-conversion.entity.js';
import { SpaceConversionModule } from './space-conversion/space-conversion.module.js';
import { Spending } from './spending/spending.entity.js';
import { SpendingModule } from './spending/spending.module.js';
import { Inspection, ServiceStandard, StandardPolicyVersion } from './standard/standard.entity.js';
import { StandardModule } from './standard/standard.module.js';
import { Statement } from './statement/statement.entity.js';
import { StatementModule } from './statement/statement.module.js';
import { ServiceProvider, Takeover, TakeoverPolicyVersion } from './takeover/takeover.entity.js';
import { TakeoverModule } from './takeover/takeover.module.js';
import { ServiceContract, Trial } from './trial/trial.entity.js';
import { TrialModule } from './trial/trial.module.js';
import { Building, Unit } from './unit/unit.entity.js';
import { UnitModule } from './unit/unit.module.js';
import { HouseholdVisit, TaskTeam, VisitTeam, VisitTeamPolicyVersion } from './visit-team/visit-team.entity.js';
import { VisitTeamModule } from './visit-team/visit-team.module.js';
import { VolunteerTask, VolunteerTeam } from './volunteer-team/volunteer-team.entity.js';
import { VolunteerTeamModule } from './volunteer-team/volunteer-team.module.js';

@Module({
  imports: [
    KnownHouseholdModule,
    KnownCommunityModule,
    KnownDecisionModule,
    BallotCheckpointModule,
    OverviewModule,
    EstateModule,
    UnitModule,
    OwnershipModule,
    RegisterModule,
    OpinionModule,
    ProblemListModule,
    LedgerModule,
    CostModule,
    SpendingModule,
    FeeScheduleModule,
    DiscountModule,
    OfferModule,
    TrialModule,
    BillModule,
    PaymentModule,
    ReconciliationModule,
    ReturnModule,
    CatalogueModule,
    OrderModule,
    LedgerPeriodModule,
    NoticeModule,
    StatementModule,
    StandardModule,
    SatisfactionModule,
    VisitTeamModule,
    NeedModule,
    TakeoverModule,
    VolunteerTeamModule,
    SpaceConversionModule,
    CommitteeModule,
    MatterModule,
    MutualReviewModule,
  ],
})
class PropertyModule {}

/** 公益性物业: not-for-profit property management. */
export const propertyService: ServiceDefinition = {
  name: 'property',
  module: PropertyModule,
  entities: [
    KnownHousehold,
    KnownCommunity,
    PlaceFigure,
    KnownDecision,
    BallotCheckpoint,
    Estate,
    Facility,
    ConditionSurvey,
    Building,
    Unit,
    Owner,
    Ownership,
    Title,
    Opinion,
    OpinionPolicyVersion,
    EstateProblem,
    ProblemList,
    Ledger,
    LedgerEntry,
    LedgerPosting,
    LedgerAccount,
    LedgerDay,
    Cost,
    CostVoucher,
    Spending,
    FeeSchedule,
    FeeSchedulePolicyVersion,
    Discount,
    Entitlement,
    BillDiscount,
    Offer,
    Trial,
    ServiceContract,
    Bill,
    Payment,
    PaymentAttempt,
    PaymentRefund,
    StatementLine,
    StatementLineCorrection,
    Refund,
    ServiceItem,
    ServiceItemVersion,
    ServiceOrder,
    ServiceUse,
    ServiceUseReversal,
    LedgerPeriod,
    BillEarning,
    Statement,
    Notice,
    NoticeProof,
    NoticeObjection,
    NoticePolicyVersion,
    ServiceStandard,
    Inspection,
    StandardPolicyVersion,
    SatisfactionSurvey,
    SatisfactionAnswer,
    SurveyResult,
    SatisfactionPolicyVersion,
    TaskTeam,
    VisitTeam,
    HouseholdVisit,
    VisitTeamPolicyVersion,
    HouseholdNeed,
    NeedPolicyVersion,
    ServiceProvider,
    Takeover,
    TakeoverPolicyVersion,
    VolunteerTeam,
    VolunteerTask,
    SpaceConversion,
    Committee,
    CommitteeDecision,
    MeetingDemand,
    CommitteeApplication,
    CommitteeProfileVersion,
    Matter,
    MatterStep,
    MatterPolicyVersion,
    MutualReview,
    CoordinationRequest,
    MutualReviewPolicyVersion,
  ],
  migrations,
  appendOnly: [
    ...['ledger_entry', 'ledger_posting', 'offer', 'ledger_period', 'bill_earning', 'bill_discount', 'statement'],
    ...['service_item_version', 'service_use', 'service_use_reversal', 'statement_line_correction'],
    'ballot_checkpoint',
    ...['notice', 'notice_proof', 'notice_policy_version', 'standard_policy_version'],
    ...['satisfaction_survey', 'satisfaction_answer', 'survey_result', 'satisfaction_policy_version'],
  ],
};
