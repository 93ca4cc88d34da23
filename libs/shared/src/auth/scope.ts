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

const assigned = (axis: keyof ScopeColumns): string =>
  `known_assignment a WHERE a.account_id = $1::uuid AND NOT a.ended AND a.role = ANY($2::text[]) AND a.axis = '${axis}'`;

/** What the actor is assigned to along an axis, as an array that is read once a statement; for a place see `within`. */
export const reach = (axis: keyof ScopeColumns): string => `ARRAY(SELECT a.scope FROM ${assigned(axis)})`;

/**
 * The condition that the actor has an assignment covering the row. `$1` is the account id and `$2` its admitted roles:
 * start a scoped statement's parameters with `...scopeParameters(request)`.
 */
export function inScope(columns: ScopeColumns): string {
  const covers = Object.entries(columns).map(([axis, column]) =>
    axis === 'place' ? `${column} ^@ ANY (${reach('place')})` : `(${column})::text = ANY (${reach(axis as keyof ScopeColumns)})`,
  );
  return `coalesce(${covers.join(' OR ')}, false)`;
}

/**
 * For lists: the condition that the row lies in the place named by a parameter, as far as the actor's assignments reach. The
 * parameters begin as for `inScope`. Both codes are compared at once, since the database guesses badly how few rows meet two
 * such conditions and would rather sort all of them than follow an index.
 */
export const within = (place: `$${number}`, column: string): string =>
  `${column} ^@ ANY (ARRAY(SELECT CASE WHEN starts_with(${place}, a.scope) THEN ${place} ELSE a.scope END FROM ${assigned('place')}
    AND (starts_with(${place}, a.scope) OR starts_with(a.scope, ${place}))))`;

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
