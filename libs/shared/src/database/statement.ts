import type { DataSource, EntityMetadata, EntityTarget } from 'typeorm';
import { named, prepared, type Statement } from './lane.js';
import { insertRows, replaceRows, rowJson, rowSetOf, type RowSet } from './row-set.js';

/** A statement with the rows of its sets, as JSON, which are its first parameters, and the single values that follow them. */
export interface Written {
  readonly statement: Statement;
  readonly rows: readonly (readonly string[])[];
  readonly values: readonly unknown[];
}

/** Collects one statement of `WITH` parts and final conditions; equal texts share one prepared statement. */
export class StatementBuilder {
  private readonly rows: string[][] = [];
  private readonly parts: string[] = [];
  private readonly conditions: string[] = [];
  private readonly guards: { holds: string; refusal: string; parameters: readonly unknown[] }[] = [];

  constructor(private readonly entities: DataSource) {}

  insert(entity: EntityTarget<object>, row: object): void {
    this.into(rowSetOf(this.entities, entity), [row]);
  }

  /** Replaces a row that still has the version before this one, else the whole statement fails with `concurrent`. */
  replace(entity: EntityTarget<object>, row: object): void {
    const set = rowSetOf(this.entities, entity);
    const n = this.bind(set, [row]);
    const part = this.part(replaceRows(set, n));
    this.conditions.push(`gezhi_require((SELECT count(*) FROM ${part}) = json_array_length($${n}::json), 'concurrent')`);
  }

  /** Inserts rows in their order: parts of one statement run in no promised order. */
  into(set: RowSet, rows: readonly object[]): void {
    if (rows.length) this.part(insertRows(set, this.bind(set, rows)));
  }

  /** Conditions over rows, by what refuses when one does not meet them; SQL over the alias `r`. */
  requireOfAll(set: RowSet, row: object, conditions: Readonly<Record<string, string>>): void {
    const n = this.bind(set, [row]);
    const columns = set.columns.map(({ field, type }) => `"${field}" ${type}`).join(', ');
    for (const [refusal, holds] of Object.entries(conditions))
      this.conditions.push(`gezhi_require((SELECT bool_and(${holds}) FROM json_to_recordset($${n}::json) AS r(${columns})), '${refusal}')`);
  }

  /** @param holds SQL with `?` for each parameter */
  require(holds: string, refusal: string, parameters: readonly unknown[]): void {
    this.guards.push({ holds, refusal, parameters });
  }

  build(): Written {
    const values: unknown[] = [];
    const guards = this.guards.map(({ holds, refusal, parameters }) => {
      let next = 0;
      const bound = holds.replace(/\?/g, () => `$${this.rows.length + values.push(parameters[next++])}`);
      return `gezhi_require(${bound}, '${refusal}')`;
    });
    const text = `WITH ${this.parts.join(',\n')}\nSELECT ${[...this.conditions, ...guards].join(', ') || '1'}`;
    return { statement: prepared(text), rows: this.rows, values };
  }

  private bind(set: RowSet, rows: readonly object[]): number {
    return this.rows.push(rows.map((row) => rowJson(set, row)));
  }

  private part(text: string): string {
    const name = `part${this.parts.length + 1}`;
    this.parts.push(`${name} AS (${text})`);
    return name;
  }
}

const selects = new Map<string, Statement>();

/** The statement that reads one row of an entity under its property names, with the database's now as `$now`. */
export function selectById(metadata: EntityMetadata, scope: string | undefined): Statement {
  const key = `${metadata.tableName}${scope ? ' scoped' : ''}`;
  let statement = selects.get(key);
  if (!statement) {
    const columns = metadata.columns.map((column) => `t.${column.databaseName} AS "${column.propertyName}"`).join(', ');
    const where = scope ? `t.id = $3 AND ${scope}` : 't.id = $1';
    selects.set(
      key,
      (statement = named(`read ${key}`, `SELECT ${columns}, gezhi_now() AS "$now" FROM ${metadata.tableName} t WHERE ${where}`)),
    );
  }
  return statement;
}
