import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ServiceFieldPolicy } from './service-field.rules.js';

@Entity()
export class ServiceFieldPolicyVersion implements ServiceFieldPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') fields!: ServiceFieldPolicy['fields'];
  @Column('jsonb') weights!: ServiceFieldPolicy['weights'];
  @Column('integer') proposalsMost!: number;
  @Column('integer') unmetDays!: number;
  @Column('jsonb') needDays!: ServiceFieldPolicy['needDays'];
}
