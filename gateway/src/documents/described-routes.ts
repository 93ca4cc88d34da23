import type { ErrorDefinition, Method, Role, Service } from '@gezhi/shared/contracts';
import type { z } from 'zod';

/** A hand-written route as the API document tells of it. */
export interface DescribedRoute {
  readonly method: Method;
  /** With `:name` for path parameters. */
  readonly path: string;
  readonly summary: string;
  readonly service?: Service;
  readonly feature: string;
  /** Empty: any account. Absent: no sign-in. */
  readonly roles?: readonly Role[];
  readonly query?: z.ZodObject;
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly required?: boolean }>>;
  readonly request?: { readonly type: string; readonly schema?: z.ZodType };
  /** By status; without a type there is no content. */
  readonly responses: Readonly<Record<number, { readonly description: string; readonly type?: string; readonly schema?: z.ZodType }>>;
  readonly errors?: readonly ErrorDefinition[];
}

const described = new Map<string, DescribedRoute>();

/** Tells the API document of a hand-written route; call it where the route is written, when the module loads. */
export function describe(route: DescribedRoute): void {
  described.set(`${route.method} ${route.path}`, route);
}

export const describedRoutes = (): DescribedRoute[] => [...described.values()];
