import type { Request } from './request.js';

/** SQL expressions of a row that an assignment may cover. All are code of this project, never input. */
export interface ScopeColumns {
  /** The row's current place code; an assignment covers it by prefix. */
  readonly place?: string;
  /** The household whose residents may act on the row. */
  readonly self?: string;
  readonly estate?: string;
  readonly council?: string;
}

/**
 * The condition that the actor has an assignment covering the row. `$1` is the account id and `$2` its admitted roles:
 * start a scoped statement's parameters with `...scopeParameters(request)`.
 */
export function inScope(columns: ScopeColumns): string {
  const covers = Object.entries(columns).map(([axis, column]) =>
    axis === 'place' ? `(a.axis = 'place' AND starts_with(${column}, a.scope))` : `(a.axis = '${axis}' AND a.scope = (${column})::text)`,
  );
  return `EXISTS (SELECT 1 FROM known_assignment a WHERE a.account_id = $1::uuid AND NOT a.ended AND a.role = ANY($2::text[]) AND (${covers.join(' OR ')}))`;
}

/**
 * As `inScope({ place })`, but open to everyone for a community or a larger place. A single grid is shown to those on duty
 * there: counts of so few households might point at persons.
 */
export const inPublicScope = (place: string): string => `(length(${place}) <= 12 OR ${inScope({ place })})`;

/** The first two parameters of every scoped statement; nobody has an assignment who has no account. */
export const scopeParameters = ({ actor, roles }: Request): [string | null, readonly string[]] => [
  actor.kind === 'account' ? actor.id : null,
  roles,
];
