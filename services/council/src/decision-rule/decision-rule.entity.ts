import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OwnRule } from './decision-rule.rules.js';

/** The decision rules of a jurisdiction; the table takes versions and changes none. */
@Entity()
export class DecisionRulePolicyVersion {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') rules!: OwnRule[];
}
