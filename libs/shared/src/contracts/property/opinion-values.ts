import { z } from 'zod';
import * as values from '../values.js';

export const opinionClass = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
  .meta({ id: 'OpinionClass', description: 'A class of the catalogue in force where the estate is' });

/** One class of opinions; `source` and `assumed` say how well founded it is. */
export const opinionClassItem = z
  .object({ code: opinionClass, zh: values.text(40), source: values.text(200), assumed: z.boolean() })
  .meta({ id: 'OpinionClassItem' });

/** What a jurisdiction lays down for opinions. */
export const opinionPolicyBody = {
  classes: z.array(opinionClassItem).min(1).max(30),
  /** From this similarity of their texts on, in percent, an opinion is offered as the same as another. */
  similarityPercent: z.int().min(1).max(100),
};

/** Every opinion ends listed, refused with a reason, or as the same as another. */
export const opinionState = z.enum(['RECORDED', 'LISTED', 'REFUSED', 'DUPLICATE']).meta({
  id: 'OpinionState',
  description: 'RECORDED 已记录, LISTED 已列入问题清单, REFUSED 未采纳, DUPLICATE 重复',
});
export type OpinionState = z.output<typeof opinionState>;

export const opinionView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    householdId: values.id.nullable(),
    class: opinionClass,
    summary: z.string(),
    state: opinionState,
    /** The problem of the list it became part of. */
    problemId: values.id.nullable(),
    /** Why it was refused. */
    reason: z.string().nullable(),
    /** The opinion that says the same. */
    originalId: values.id.nullable(),
    recordedAt: values.instant,
    decidedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'Opinion', description: 'What a household thinks of its estate, and what became of it' });

export const estateProblemState = z.enum(['OPEN', 'RESOLVED']).meta({ id: 'EstateProblemState' });
export type EstateProblemState = z.output<typeof estateProblemState>;

export const estateProblemView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    class: opinionClass,
    /** Shown to everyone: no personal data. */
    title: z.string(),
    /** The facility whose survey shows it. */
    facilityId: values.id.nullable(),
    /** Who sees to it; null until somebody does. */
    responsibleBody: z.string().nullable(),
    state: estateProblemState,
    /** What was done about it. */
    outcome: z.string().nullable(),
    evidenceIds: z.array(values.id),
    openedAt: values.instant,
    resolvedAt: values.instant.nullable(),
    version: values.version,
  })
  .meta({ id: 'EstateProblem' });

/** One line of a published list; the number says how many opinions ask for it. */
export const problemListItem = z
  .object({
    problemId: values.id,
    class: opinionClass,
    title: z.string(),
    responsibleBody: z.string().nullable(),
    state: estateProblemState,
    opinions: z.int(),
  })
  .meta({ id: 'ProblemListItem' });
export type ProblemListItem = z.output<typeof problemListItem>;

export const problemListView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    /** Counted from 1 for each estate; a later list does not change an earlier one. */
    number: z.int(),
    items: z.array(problemListItem).max(1000),
    publishedAt: values.instant,
    version: values.version,
  })
  .meta({ id: 'ProblemList', description: 'The problem list of an estate as it was published' });
