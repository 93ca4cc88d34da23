import { named, type Statement } from './lane.js';

/** So many differences of one key are added up by whoever reads them. */
const few = 20;

/**
 * The statement that folds the differences of a table of figures: rows of one key become one, the sums stay. Nobody waits for
 * another's figure that way: whoever changes one adds a row, and a schedule keeps the rows few. Safe to run twice.
 *
 * @param keys the columns that name a figure
 * @param sums the columns that add up to it
 */
export function foldFigures(table: string, keys: readonly string[], sums: readonly string[]): Statement {
  const key = keys.join(', ');
  return named(
    `${table}.fold`,
    `WITH folded AS (
       DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} GROUP BY ${key} HAVING count(*) > ${few}) RETURNING ${[...keys, ...sums].join(', ')}
     )
     INSERT INTO ${table} (${[...keys, ...sums].join(', ')}) SELECT ${[key, ...sums.map((sum) => `sum(${sum})`)].join(', ')} FROM folded GROUP BY ${key}`,
  );
}
