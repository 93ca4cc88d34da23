import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProfileClass } from '@gezhi/shared/contracts';
import type { FieldState, FieldStatus } from './profile.rules.js';
import type { ProfileVersionState } from './publication.rules.js';

@Entity()
export class ProfileCatalogue {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') jurisdictionId!: string;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') items!: ProfileClass[];
}

@Entity()
export class ProfileField implements FieldState {
  static readonly scope = { place: 't.grid_code' };
  /** Words of people: the audit keeps their hash. */
  static readonly personal = ['value'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') gridCode!: string;
  @Column('text') classCode!: string;
  @Column('text') key!: string;
  @Column('text') value!: string;
  @Column('text') status!: FieldStatus;
  @Column('text') source!: string;
  @Column('uuid', { array: true }) evidence!: string[];
  @Column('text') submittedBy!: string;
  @Column('timestamptz') submittedAt!: string;
  @Column('text', { nullable: true }) secondSource!: string | null;
  @Column('text', { nullable: true }) verifiedBy!: string | null;
  @Column('timestamptz', { nullable: true }) verifiedAt!: string | null;
  @Column('timestamptz', { nullable: true }) expiresAt!: string | null;
}

@Entity()
export class ProfileVersion implements ProfileVersionState {
  static readonly scope = { place: 't.grid_code' };

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('text') gridCode!: string;
  @Column('integer') number!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('uuid', { array: true }) fieldIds!: string[];
}
