import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MatterAction, MatterLevel, MatterState as State, Role } from '@gezhi/shared/contracts';
import type { MatterState, Step } from './matter-life.rules.js';
import type { MatterPolicy } from './matter-policy.rules.js';

@Entity()
export class Matter implements MatterState {
  static readonly scope = { place: 't.community_code', estate: 't.estate_id' };
  static readonly personal = ['title', 'summary', 'answer'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid') estateId!: string;
  @Column('text') communityCode!: string;
  @Column('text') title!: string;
  @Column('text') summary!: string;
  @Column('text') state!: State;
  @Column('text') level!: MatterLevel;
  @Column('timestamptz', { nullable: true }) dueAt!: string | null;
  @Column('timestamptz', { nullable: true }) overdueToldAt!: string | null;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('timestamptz') openedAt!: string;
  @Column('timestamptz', { nullable: true }) answeredAt!: string | null;
  @Column('timestamptz', { nullable: true }) closedAt!: string | null;
  @Column('uuid', { array: true }) evidenceIds!: string[];
}

/** The history of a matter; the table takes rows and changes none. */
@Entity()
export class MatterStep implements Step {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') matterId!: string;
  @Column('integer') number!: number;
  @Column('text') action!: MatterAction;
  @Column('text', { nullable: true }) fromLevel!: MatterLevel | null;
  @Column('text') toLevel!: MatterLevel;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) byRole!: Role | null;
  @Column('uuid', { nullable: true }) byId!: string | null;
  @Column('timestamptz', { nullable: true }) dueAt!: string | null;
  @Column('timestamptz') at!: string;
}

@Entity()
export class MatterPolicyVersion implements MatterPolicy {
  static readonly scope = { place: 't.jurisdiction_id' };

  @PrimaryColumn('uuid') id!: string;
  @Column('text') jurisdictionId!: string;
  @Column('integer') version!: number;
  @Column('timestamptz') publishedAt!: string;
  @Column('jsonb') levels!: MatterPolicy['levels'];
  @Column('jsonb') calendar!: MatterPolicy['calendar'];
}
