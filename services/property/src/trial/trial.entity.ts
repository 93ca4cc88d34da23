import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ServiceContractState as ContractStanding, TrialState as State } from '@gezhi/shared/contracts';
import type { ContractState, TrialState } from './trial.rules.js';

@Entity()
export class Trial implements TrialState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id', self: 't.household_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') unitId!: string;
  @Column('uuid') householdId!: string;
  @Column('uuid') offerId!: string;
  @Column('uuid') grantedTo!: string;
  @Column('date') signedOn!: string;
  @Column('date') firstDay!: string;
  @Column('date') lastDay!: string;
  @Column('text') state!: State;
  @Column('timestamptz', { nullable: true }) endedAt!: string | null;
  @Column('timestamptz', { nullable: true }) remindedAt!: string | null;
  @Column('uuid', { array: true }) consentEvidenceIds!: string[];
  @Column('uuid', { nullable: true }) contractId!: string | null;
}

@Entity()
export class ServiceContract implements ContractState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id', self: 't.household_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('uuid') unitId!: string;
  @Column('uuid') householdId!: string;
  @Column('uuid', { nullable: true }) trialId!: string | null;
  @Column('uuid') offerId!: string;
  @Column('uuid', { array: true }) consentEvidenceIds!: string[];
  @Column('date') startsOn!: string;
  @Column('date', { nullable: true }) endsOn!: string | null;
  @Column('text') state!: ContractStanding;
}
