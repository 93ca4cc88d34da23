import { z } from 'zod';
import * as values from '../values.js';
import { decisionOutcome, majority } from './decision-values.js';

export const electorate = z.enum(['OWNERS', 'RESIDENT_REPRESENTATIVES', 'MEMBERS', 'PARTIES']).meta({
  id: 'Electorate',
  description: 'OWNERS 业主, RESIDENT_REPRESENTATIVES 居民（代表）, MEMBERS 委员, PARTIES 五方席位',
});
export type Electorate = z.output<typeof electorate>;

export const ruleId = z
  .enum([
    'CIVIL_CODE_278',
    'PMR_2018_ART12',
    'RESIDENT_MEETING_2018',
    'RESIDENT_MEETING_2026',
    'PART_TIME_COUNCIL',
    'FIVE_PARTY',
    'BEIJING_PMC',
    'GUANGZHOU_PMC',
  ])
  .meta({
    id: 'DecisionRuleId',
    description:
      'CIVIL_CODE_278 民法典第278条, PMR_2018_ART12 物业管理条例(2018)第12条（仅供查阅旧决定）, RESIDENT_MEETING_2018 居民会议(2018), RESIDENT_MEETING_2026 居民会议(2026，待本地录入), PART_TIME_COUNCIL 兼职委员会议, FIVE_PARTY 五方共议, BEIJING_PMC 北京物管会, GUANGZHOU_PMC 广州物管会',
  });
export type RuleId = z.output<typeof ruleId>;

/** What is added up: exclusive area in 0.01 m², or heads; of a meeting of parties a seat is a head. */
export const votingMeasure = z
  .enum(['AREA', 'HEADS', 'PARTIES'])
  .meta({ id: 'VotingMeasure', description: 'AREA 专有面积, HEADS 人数, PARTIES 席位' });
export type VotingMeasure = z.output<typeof votingMeasure>;

/** A side of a meeting that must be there, or not against. */
export const voterGroup = z
  .enum(['RESIDENTS_SIDE', 'OWNER_MEMBERS'])
  .meta({ id: 'VoterGroup', description: 'RESIDENTS_SIDE 居民方, OWNER_MEMBERS 业主委员' });
export type VoterGroup = z.output<typeof voterGroup>;

const part = z.int().min(1).max(1000);

/** One threshold: a count, of what, against a fraction; whoever misses it gets the outcome `otherwise`. */
export const gate = z
  .object({
    measure: votingMeasure,
    counts: z.enum(['PARTICIPATING', 'FOR', 'NOT_AGAINST']),
    of: z.enum(['ALL', 'PARTICIPATING']),
    /** Only these entries count; null: all. */
    group: voterGroup.nullable().default(null),
    numerator: part,
    denominator: part,
    comparison: z.enum(['AT_LEAST', 'MORE_THAN']),
    otherwise: z.enum(['FAILED', 'INQUORATE', 'REFERRED']),
  })
  .meta({ id: 'Gate', description: 'One threshold of a decision rule; AT_LEAST 含本数, MORE_THAN 过' });
export type Gate = z.output<typeof gate>;

export const decisionRuleView = z
  .object({
    id: ruleId,
    version: values.version,
    electorate,
    /** Null: the rule makes no difference between general and special matters. */
    majority: majority.nullable(),
    gates: z.array(gate).min(1).max(12),
    /** Days between the notice and the opening. */
    noticeDays: z.int().min(0).max(90),
    /** Whether a copy of the notice goes to the residents' committee (居委会). */
    committeeCopy: z.boolean(),
    source: z.string(),
    /** Laid down by us where no source could be had, or by a jurisdiction for itself. */
    assumed: z.boolean(),
    /** Kept to read old decisions; no ballot is opened under it. */
    superseded: z.boolean(),
  })
  .meta({ id: 'DecisionRule', description: 'A version of a decision rule, as data' });
export type DecisionRule = z.output<typeof decisionRuleView>;

/** How one threshold came out. */
export const gateResult = z
  .object({
    ...gate.shape,
    group: voterGroup.nullable(),
    have: z.int(),
    ofTotal: z.int(),
    /** The least count that would do. */
    needs: z.int(),
    holds: z.boolean(),
    /** `have` of `ofTotal`, with two decimals. */
    percent: z.string(),
    /** For instance `FOR AREA 47.89 % < 50.00 %`. */
    text: z.string(),
  })
  .meta({ id: 'GateResult' });
export type GateResult = z.output<typeof gateResult>;

export const verdict = z
  .object({ outcome: decisionOutcome, explanation: z.array(gateResult) })
  .meta({ id: 'Verdict', description: 'What a rule makes of the counts, threshold by threshold' });
export type Verdict = z.output<typeof verdict>;
