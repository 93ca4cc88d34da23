import { z } from 'zod';
import { contract, type Contract, type ErrorDefinition, type InputOf } from './define.js';
import { leaders } from './roles.js';
import * as values from './values.js';

interface Declaration<B extends z.ZodRawShape> {
  /** `<service>.<feature>`, as in `grid.visit`. */
  readonly of: string;
  readonly summary: string;
  /** What a version lays down. */
  readonly body: B;
  readonly errors?: readonly ErrorDefinition[];
}

/** Publishing the next version of what a jurisdiction lays down: it holds from then on, and no version ever changes. */
export const policyPublication = <B extends z.ZodRawShape>({ of, summary, body, errors = [] }: Declaration<B>) => {
  const [service, feature] = of.split('.');
  return contract({
    subject: `${service}.command.${feature}.publish-policy.v1`,
    summary,
    roles: leaders,
    scope: ['place'],
    method: 'POST',
    path: `/v1/${feature}-policies`,
    input: z.object({ id: values.id, jurisdictionId: values.placeCode, ...body }),
    output: z.object({ id: values.id, jurisdictionId: values.placeCode, version: values.version }),
    errors,
  });
};

/** Reading what holds at a place: the latest version of the nearest jurisdiction at or above it, else what the platform lays down itself. */
export const policyInForce = <B extends z.ZodRawShape>({
  of,
  summary,
  body,
  errors = [],
  id,
}: Declaration<B> & { readonly id: string }) => {
  const [service, feature] = of.split('.');
  return contract({
    subject: `${service}.query.${feature}.policy.v1`,
    summary,
    roles: [],
    scope: ['public'],
    method: 'GET',
    path: `/v1/${feature}-policy`,
    input: z.object({ placeCode: values.placeCode }),
    output: z
      .object({
        /** Null with version 0 where no jurisdiction has laid down its own. */
        jurisdictionId: values.placeCode.nullable(),
        version: z.int(),
        publishedAt: values.instant.nullable(),
        ...body,
      })
      .meta({ id }),
    errors,
  });
};

/** What a version lays down, as its publication takes it. */
export type PolicyOf<C extends Contract> = Omit<InputOf<C>, 'id' | 'jurisdictionId'>;
