import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AbandonmentCause, ConditionGrade, EstateStatus, FacilityKind } from '@gezhi/shared/contracts';
import type { ConditionSurveyState } from './facility.rules.js';
import type { EstateState } from './takeover.rules.js';

@Entity()
export class Estate implements EstateState {
  static readonly scope = { place: 't.community_code', estate: 't.id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') communityCode!: string;
  @Column('text') name!: string;
  @Column('text') addressLabel!: string;
  @Column('text') status!: EstateStatus;
  @Column('text') cause!: AbandonmentCause;
  @Column('text') grounds!: string;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') registeredAt!: string;
  @Column('timestamptz', { nullable: true }) surveyedAt!: string | null;
}

/** What an estate has in common; its grade is that of its latest survey. */
@Entity()
export class Facility {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') kind!: FacilityKind;
  @Column('text') label!: string;
}

/** Never changed, and never removed: a later survey says what is so now. */
@Entity()
export class ConditionSurvey implements ConditionSurveyState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') facilityId!: string;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') grade!: ConditionGrade;
  @Column('text', { nullable: true }) finding!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
  @Column('timestamptz') surveyedAt!: string;
}
