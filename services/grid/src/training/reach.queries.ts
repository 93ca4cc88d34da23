/**
 * SQL for where the actor acts on a row at `place`: there, when an assignment covers it; else at the assignment's own place, when
 * that lies within `place`, since what is for a county is for its grids too; null outside both. `$1` and `$2` as in `inScope`.
 */
export const actsAt = (place: string): string =>
  `(SELECT CASE WHEN starts_with(${place}, a.scope) THEN ${place} ELSE a.scope END FROM known_assignment a
    WHERE a.account_id = $1::uuid AND NOT a.ended AND a.role = ANY($2::text[]) AND a.axis = 'place'
      AND (starts_with(${place}, a.scope) OR starts_with(a.scope, ${place})) ORDER BY a.scope LIMIT 1)`;
