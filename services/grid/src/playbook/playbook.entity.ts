import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Playbook } from './playbook.rules.js';

@Entity()
export class PlaybookPolicyVersion implements Playbook {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') capabilities!: Playbook['capabilities'];
  @Column('jsonb') types!: Playbook['types'];
  @Column('jsonb') lineDuties!: Playbook['lineDuties'];
}
