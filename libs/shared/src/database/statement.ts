import type { DataSource, EntityMetadata, EntityTarget } from 'typeorm';
import { parameter } from './transaction.js';
import { named, type Statement } from './lane.js';

const names = new Map<string, Statement>();

/** Collects one statement of `WITH` parts and final conditions; equal texts share one prepared statement. */
export class StatementBuilder {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];
  private readonly conditions: string[] = [];

  constructor(private readonly entities: DataSource) {}

  bind(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  insert(entity: EntityTarget<object>, row: object): void {
    const { tableName, columns } = this.entities.getMetadata(entity);
    const placeholders = columns.map((column) => this.bind(parameter(column.type, column.getEntityValue(row))));
    this.raw(`INSERT INTO ${tableName} (${columns.map((column) => column.databaseName).join(', ')}) VALUES (${placeholders.join(', ')})`);
  }

  /** Replaces a row that still has version `from`, else the whole statement fails with `concurrent`. */
  update(entity: EntityTarget<object>, row: { readonly id: string }, from: number): void {
    const { tableName, columns } = this.entities.getMetadata(entity);
    const sets = columns
      .filter((column) => !column.isPrimary)
      .map((column) => `${column.databaseName} = ${this.bind(parameter(column.type, column.getEntityValue(row)))}`);
    const part = this.raw(
      `UPDATE ${tableName} SET ${sets.join(', ')} WHERE id = ${this.bind(row.id)} AND version = ${this.bind(from)} RETURNING 1`,
    );
    this.require(`(SELECT count(*) FROM ${part}) = 1`, 'concurrent');
  }

  /** Inserts rows of a table of the platform, in their order: parts of one statement run in no promised order. */
  table(name: string, ...rows: Record<string, unknown>[]): void {
    if (!rows.length) return;
    const tuples = rows.map(
      (row) =>
        `(${Object.values(row)
          .map((value) => this.bind(value ?? null))
          .join(', ')})`,
    );
    this.raw(`INSERT INTO ${name} (${Object.keys(rows[0]!).join(', ')}) VALUES ${tuples.join(', ')}`);
  }

  /** @param holds SQL with `?` for each parameter */
  require(holds: string, refusal: string, parameters: readonly unknown[] = []): void {
    let next = 0;
    const bound = parameters.length ? holds.replace(/\?/g, () => this.bind(parameters[next++])) : holds;
    this.conditions.push(`gezhi_require(${bound}, '${refusal}')`);
  }

  build(): { statement: Statement; values: unknown[] } {
    const text = `WITH ${this.parts.join(',\n')}\nSELECT ${this.conditions.length ? this.conditions.join(', ') : '1'}`;
    let statement = names.get(text);
    if (!statement) names.set(text, (statement = named(`write-${names.size + 1}`, text)));
    return { statement, values: this.values };
  }

  private raw(text: string): string {
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
