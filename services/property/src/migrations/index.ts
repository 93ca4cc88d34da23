import { CreateKnownHousehold1764000100000 } from './1764000100000-create-known-household.js';
import { KeepFigures1764000310000 } from './1764000310000-keep-figures.js';
import { CreateEstate1764000320000 } from './1764000320000-create-estate.js';
import { CreateUnitAndOwnership1764000330000 } from './1764000330000-create-unit-and-ownership.js';
import { CreateOpinionAndProblemList1764000340000 } from './1764000340000-create-opinion-and-problem-list.js';
import { CreateKnownDecision1764000350000 } from './1764000350000-create-known-decision.js';
import { CreateLedger1764000360000 } from './1764000360000-create-ledger.js';
import { CreateFeeScheduleAndTrial1764000370000 } from './1764000370000-create-fee-schedule-and-trial.js';
import { CreateBillAndPeriod1764000380000 } from './1764000380000-create-bill-and-period.js';
import { CreateCommittee1764000400000 } from './1764000400000-create-committee.js';
import { CreateMatter1764000401000 } from './1764000401000-create-matter.js';
import { CreateMutualReview1764000402000 } from './1764000402000-create-mutual-review.js';
import { CreateNotice1764000410000 } from './1764000410000-create-notice.js';
import { CreateServiceStandard1764000420000 } from './1764000420000-create-service-standard.js';
import { CreateSatisfactionSurvey1764000430000 } from './1764000430000-create-satisfaction-survey.js';
import { CreateVisitTeam1764000440000 } from './1764000440000-create-visit-team.js';
import { CreateNeed1764000441000 } from './1764000441000-create-need.js';
import { CreateTakeover1764000442000 } from './1764000442000-create-takeover.js';
import { CreateVolunteerTeam1764000443000 } from './1764000443000-create-volunteer-team.js';
import { CreateSpaceConversion1764000444000 } from './1764000444000-create-space-conversion.js';
import { CreateServiceItem1764000450000 } from './1764000450000-create-service-item.js';
import { CreateServiceOrder1764000451000 } from './1764000451000-create-service-order.js';
import { CreatePayment1764000455000 } from './1764000455000-create-payment.js';
import { CreateStatementLine1764000456000 } from './1764000456000-create-statement-line.js';
import { KeepLedgerDays1764000460000 } from './1764000460000-keep-ledger-days.js';
import { CreateStatement1764000461000 } from './1764000461000-create-statement.js';
import { CreateOwnershipCorrection1764000465000 } from './1764000465000-create-ownership-correction.js';
import { OweBeforePaying1764000466000 } from './1764000466000-owe-before-paying.js';
import { CorrectAtSource1764000467000 } from './1764000467000-correct-at-source.js';
import { ServeUnitsOnce1764000469000 } from './1764000469000-serve-units-once.js';
import { CreateCostVoucher1764000470000 } from './1764000470000-create-cost-voucher.js';
import { SettleRefundBy1764000471000 } from './1764000471000-settle-refund-by.js';
import { CreateKnownCommunity1764000472000 } from './1764000472000-create-known-community.js';
import { PublishCommitteeDecision1764000473000 } from './1764000473000-publish-committee-decision.js';
import { CorrectStatement1764000474000 } from './1764000474000-correct-statement.js';
import { CreateSurveyResult1764000475000 } from './1764000475000-create-survey-result.js';
import { CreateCommitteeApplication1764000476000 } from './1764000476000-create-committee-application.js';
import { RefundInParts1764000480000 } from './1764000480000-refund-in-parts.js';
import { ReverseRefundByHand1764000481000 } from './1764000481000-reverse-refund-by-hand.js';
import { CreateBallotCheckpoint1764000482000 } from './1764000482000-create-ballot-checkpoint.js';
import { KeepContradictingCheckpoints1764000483000 } from './1764000483000-keep-contradicting-checkpoints.js';
import { CreateDiscount1764000484000 } from './1764000484000-create-discount.js';
import { TakeBackServiceUse1764000485000 } from './1764000485000-take-back-service-use.js';
import { CorrectStatementLine1764000486000 } from './1764000486000-correct-statement-line.js';

/** What made the database of this service, in the order of their numbers; only added to. */
export const migrations = [
  CreateKnownHousehold1764000100000,
  KeepFigures1764000310000,
  CreateEstate1764000320000,
  CreateUnitAndOwnership1764000330000,
  CreateOpinionAndProblemList1764000340000,
  CreateKnownDecision1764000350000,
  CreateLedger1764000360000,
  CreateFeeScheduleAndTrial1764000370000,
  CreateBillAndPeriod1764000380000,
  CreateCommittee1764000400000,
  CreateMatter1764000401000,
  CreateMutualReview1764000402000,
  CreateNotice1764000410000,
  CreateServiceStandard1764000420000,
  CreateSatisfactionSurvey1764000430000,
  CreateVisitTeam1764000440000,
  CreateNeed1764000441000,
  CreateTakeover1764000442000,
  CreateVolunteerTeam1764000443000,
  CreateSpaceConversion1764000444000,
  CreateServiceItem1764000450000,
  CreateServiceOrder1764000451000,
  CreatePayment1764000455000,
  CreateStatementLine1764000456000,
  KeepLedgerDays1764000460000,
  CreateStatement1764000461000,
  CreateOwnershipCorrection1764000465000,
  OweBeforePaying1764000466000,
  CorrectAtSource1764000467000,
  ServeUnitsOnce1764000469000,
  CreateCostVoucher1764000470000,
  SettleRefundBy1764000471000,
  CreateKnownCommunity1764000472000,
  PublishCommitteeDecision1764000473000,
  CorrectStatement1764000474000,
  CreateSurveyResult1764000475000,
  CreateCommitteeApplication1764000476000,
  RefundInParts1764000480000,
  ReverseRefundByHand1764000481000,
  CreateBallotCheckpoint1764000482000,
  KeepContradictingCheckpoints1764000483000,
  CreateDiscount1764000484000,
  TakeBackServiceUse1764000485000,
  CorrectStatementLine1764000486000,
];
