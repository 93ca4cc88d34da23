import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConversionPictures, ConversionState, ConversionTarget } from '@gezhi/shared/contracts';
import type { SpaceConversionState } from './space-conversion.rules.js';

@Entity()
export class SpaceConversion implements SpaceConversionState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') location!: string;
  @Column('text') target!: ConversionTarget;
  @Column('text') state!: ConversionState;
  @Column('jsonb') before!: ConversionPictures;
  @Column('uuid', { nullable: true }) decisionId!: string | null;
  @Column('jsonb', { nullable: true }) after!: ConversionPictures | null;
  @Column('timestamptz') proposedAt!: string;
  @Column('timestamptz', { nullable: true }) approvedAt!: string | null;
  @Column('timestamptz', { nullable: true }) builtAt!: string | null;
  @Column('timestamptz', { nullable: true }) endedAt!: string | null;
}
