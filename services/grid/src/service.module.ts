import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { Cadre, CadreDeployment, Duty, DutyList } from './cadre/cadre.entity.js';
import { CadreModule } from './cadre/cadre.module.js';
import { Capability, CapabilityInterview } from './capability/capability.entity.js';
import { CapabilityModule } from './capability/capability.module.js';
import { DataRequest, DataRequestItem } from './data-request/data-request.entity.js';
import { DataRequestModule } from './data-request/data-request.module.js';
import { Dispute, DisputeParty } from './dispute/dispute.entity.js';
import { DisputeModule } from './dispute/dispute.module.js';
import { FitEntry, FitList, FitRecusal } from './fit-list/fit-list.entity.js';
import { FitListModule } from './fit-list/fit-list.module.js';
import { BacklogCase, CaseEntry, HardCasePolicyVersion, JointMeasure, TaskForce, TaskForceLine } from './hard-case/hard-case.entity.js';
import { HardCaseModule } from './hard-case/hard-case.module.js';
import { Household, HouseholdFigure, HouseholdGrid, PlaceFigure } from './household/household.entity.js';
import { HouseholdModule } from './household/household.module.js';
import { MicroProject } from './micro-project/micro-project.entity.js';
import { MicroProjectModule } from './micro-project/micro-project.module.js';
import { CreatePartition1700000100000 } from './migrations/1700000100000-create-partition.js';
import { CreateHousehold1700000200000 } from './migrations/1700000200000-create-household.js';
import { CreateCadre1700000210000 } from './migrations/1700000210000-create-cadre.js';
import { CreateServiceRequest1700000220000 } from './migrations/1700000220000-create-service-request.js';
import { CreateProblem1700000230000 } from './migrations/1700000230000-create-problem.js';
import { CreateVisit1700000300000 } from './migrations/1700000300000-create-visit.js';
import { CreateProfile1700000400000 } from './migrations/1700000400000-create-profile.js';
import { PublishPolicies1700000500000 } from './migrations/1700000500000-publish-policies.js';
import { CreatePlaybook1700000505000 } from './migrations/1700000505000-create-playbook.js';
import { CreateDiagnosis1700000510000 } from './migrations/1700000510000-create-diagnosis.js';
import { CreateHardCase1700000580000 } from './migrations/1700000580000-create-hard-case.js';
import { WatchProblems1700000590000 } from './migrations/1700000590000-watch-problems.js';
import { CreatePairing1700000592000 } from './migrations/1700000592000-create-pairing.js';
import { CreateWorker1700000560000 } from './migrations/1700000560000-create-worker.js';
import { CreateDutyList1700000540000 } from './migrations/1700000540000-create-duty-list.js';
import { CreateStrategy1700000530000 } from './migrations/1700000530000-create-strategy.js';
import { CreateCapabilityAndFitList1700000550000 } from './migrations/1700000550000-create-capability-and-fit-list.js';
import { CreateTraining1700000570000 } from './migrations/1700000570000-create-training.js';
import { CreateDataRequest1700000520000 } from './migrations/1700000520000-create-data-request.js';
import { FindByReporter1700000600000 } from './migrations/1700000600000-find-by-reporter.js';
import { ExtendServiceRequest1700000610000 } from './migrations/1700000610000-extend-service-request.js';
import { CreateProblemLink1700000620000 } from './migrations/1700000620000-create-problem-link.js';
import { KeepFigures1700000630000 } from './migrations/1700000630000-keep-figures.js';
import { RecuseOnce1700000640000 } from './migrations/1700000640000-recuse-once.js';
import { KeepPlacementsApart1700000650000 } from './migrations/1700000650000-keep-placements-apart.js';
import { ScheduleOnce1700000680000 } from './migrations/1700000680000-schedule-once.js';
import { PlaceRequestsByPoint1700000690000 } from './migrations/1700000690000-place-requests-by-point.js';
import { FindMergedProblems1700000691000 } from './migrations/1700000691000-find-merged-problems.js';
import { OverviewModule } from './partition/overview.module.js';
import { Grid, GridDiagnosis, GridLineage, PartitionPlan, PartitionPolicyVersion, PartitionRoot } from './partition/partition.entity.js';
import { PartitionModule } from './partition/partition.module.js';
import { PlaybookPolicyVersion } from './playbook/playbook.entity.js';
import { PlaybookModule } from './playbook/playbook.module.js';
import { AnnualItem, Problem, ProblemLink, ProblemPolicyVersion } from './problem/problem.entity.js';
import { ProblemModule } from './problem/problem.module.js';
import { ProfileCatalogue, ProfileField, ProfileVersion } from './profile/profile.entity.js';
import { ProfileModule } from './profile/profile.module.js';
import { ResourceAllocation } from './resource/resource.entity.js';
import { ResourceModule } from './resource/resource.module.js';
import {
  FeedbackLink,
  RequestEscalation,
  RequestJoin,
  RequestPolicyVersion,
  RequestStep,
  ServiceRequest,
} from './service-request/service-request.entity.js';
import { ServiceRequestModule } from './service-request/service-request.module.js';
import { StationActivity, StewardStation } from './station/station.entity.js';
import { StationModule } from './station/station.module.js';
import { Strategy, StrategyMeasure } from './strategy/strategy.entity.js';
import { StrategyModule } from './strategy/strategy.module.js';
import { Attendance, CaseArticle, CasePush, Course, CourseOrder, DrillSheet, TrainingSession } from './training/training.entity.js';
import { TrainingModule } from './training/training.module.js';
import { Campaign, CampaignWaiver, Pairing, PairingContact, Visit, VisitPolicyVersion } from './visit/visit.entity.js';
import { VisitModule } from './visit/visit.module.js';
import { CareerEvent, DevelopmentRecord, GridWorker, ThreeFixedCheck, WorkerPolicyVersion, WorkerPosting } from './worker/worker.entity.js';
import { WorkerModule } from './worker/worker.module.js';

const features = [
  CadreModule,
  CapabilityModule,
  DataRequestModule,
  DisputeModule,
  FitListModule,
  HardCaseModule,
  HouseholdModule,
  MicroProjectModule,
  OverviewModule,
  PartitionModule,
  PlaybookModule,
  ProblemModule,
  ProfileModule,
  ResourceModule,
  ServiceRequestModule,
  StationModule,
  StrategyModule,
  TrainingModule,
  VisitModule,
  WorkerModule,
];

/** The features of the grid service. */
@Module({ imports: features })
class GridModule {}

export const gridService: ServiceDefinition = {
  name: 'grid',
  module: GridModule,
  entities: [
    ...[Cadre, CadreDeployment, Duty, DutyList],
    ...[Dispute, DisputeParty],
    ...[BacklogCase, CaseEntry, HardCasePolicyVersion, JointMeasure, TaskForce, TaskForceLine],
    ...[Capability, CapabilityInterview],
    ...[FitEntry, FitList, FitRecusal],
    ...[DataRequest, DataRequestItem],
    ...[Household, HouseholdGrid, HouseholdFigure, PlaceFigure],
    ...[MicroProject],
    ...[Grid, GridDiagnosis, GridLineage, PartitionPlan, PartitionPolicyVersion, PartitionRoot],
    ...[PlaybookPolicyVersion],
    ...[Problem, AnnualItem, ProblemLink, ProblemPolicyVersion],
    ...[ProfileCatalogue, ProfileField, ProfileVersion],
    ...[ServiceRequest, RequestStep, RequestEscalation, RequestJoin, FeedbackLink, RequestPolicyVersion],
    ...[ResourceAllocation],
    ...[Strategy, StrategyMeasure],
    ...[StewardStation, StationActivity],
    ...[Course, CourseOrder, TrainingSession, Attendance, DrillSheet, CaseArticle, CasePush],
    ...[Campaign, CampaignWaiver, Pairing, PairingContact, Visit, VisitPolicyVersion],
    ...[CareerEvent, DevelopmentRecord, GridWorker, ThreeFixedCheck, WorkerPolicyVersion, WorkerPosting],
  ],
  migrations: [
    CreatePartition1700000100000,
    CreateHousehold1700000200000,
    CreateCadre1700000210000,
    CreateServiceRequest1700000220000,
    CreateProblem1700000230000,
    CreateVisit1700000300000,
    CreateProfile1700000400000,
    PublishPolicies1700000500000,
    CreatePlaybook1700000505000,
    CreateDiagnosis1700000510000,
    CreateDataRequest1700000520000,
    CreateStrategy1700000530000,
    CreateDutyList1700000540000,
    CreateCapabilityAndFitList1700000550000,
    CreateWorker1700000560000,
    CreateTraining1700000570000,
    CreateHardCase1700000580000,
    WatchProblems1700000590000,
    CreatePairing1700000592000,
    FindByReporter1700000600000,
    ExtendServiceRequest1700000610000,
    CreateProblemLink1700000620000,
    KeepFigures1700000630000,
    RecuseOnce1700000640000,
    KeepPlacementsApart1700000650000,
    ScheduleOnce1700000680000,
    PlaceRequestsByPoint1700000690000,
    FindMergedProblems1700000691000,
  ],
  appendOnly: [
    ...['capability', 'capability_interview'],
    ...['grid_lineage', 'partition_policy_version'],
    ...['case_entry', 'dispute_party', 'hard_case_policy_version'],
    ...['playbook_policy_version'],
    ...['problem_policy_version'],
    ...['profile_catalogue', 'profile_version'],
    ...['request_step', 'request_join', 'request_policy_version'],
    ...['case_push'],
    ...['visit', 'visit_policy_version', 'campaign_waiver', 'pairing_contact'],
    ...['three_fixed_check', 'career_event', 'worker_policy_version'],
  ],
};
