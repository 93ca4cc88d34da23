import type { DataSource, EntityMetadata, EntityTarget } from 'typeorm';
import { named, prepared, type Statement } from './lane.js';
import { insertRows, platformRowSet, replaceRows, rowJson, rowSetOf, type RowSet } from './row-set.js';

/** A statement with the rows of its sets, as JSON, which are its parameters. */
export interface Written {
  readonly statement: Statement;
  readonly rows: readonly (readonly string[])[];
}

/** A piece of a statement: what tells it from others, in few words, and its text, spelt out when it is needed. */
type Piece = readonly [shape: string, text: () => string];

const byShape = new WeakMap<DataSource, Map<string, Statement>>();

/** Collects one statement of `WITH` parts and final conditions; statements of one shape share one text, prepared once. */
export class StatementBuilder {
  private readonly rows: string[][] = [];
  private readonly parts: Piece[] = [];
  private readonly conditions: Piece[] = [];

  constructor(private readonly entities: DataSource) {}

  insert(entity: EntityTarget<object>, row: object): void {
    this.into(rowSetOf(this.entities, entity), [row]);
  }

  /** Replaces a row that still has the version before this one, else the whole statement fails with `concurrent`. */
  replace(entity: EntityTarget<object>, row: object): void {
    const set = rowSetOf(this.entities, entity);
    const n = this.bind(set, [row]);
    const part = this.parts.push([`replace ${set.table} ${n}`, () => replaceRows(set, n)]);
    const all = () => `gezhi_require((SELECT count(*) FROM part${part}) = json_array_length($${n}::json), 'concurrent')`;
    this.conditions.push([`all of ${part}`, all]);
  }

  /** Inserts rows in their order: parts of one statement run in no promised order. */
  into(set: RowSet, rows: readonly object[]): void {
    if (!rows.length) return;
    const n = this.bind(set, rows);
    this.parts.push([`insert ${set.table} ${n}`, () => insertRows(set, n)]);
  }

  /** Conditions over a row, by what refuses when it does not meet them; SQL over the alias `r`, the same for the same names of a set. */
  requireOfAll(set: RowSet, row: object, conditions: Readonly<Record<string, string>>): void {
    const n = this.bind(set, [row]);
    const columns = () => set.columns.map(({ field, type }) => `"${field}" ${type}`).join(', ');
    for (const [refusal, holds] of Object.entries(conditions)) {
      const all = () => `(SELECT bool_and((${holds}) IS TRUE) FROM json_to_recordset($${n}::json) AS r(${columns()}))`;
      this.conditions.push([`${set.table} ${refusal} ${n}`, () => `gezhi_require(${all()}, '${refusal}')`]);
    }
  }

  /** @param holds SQL with `?` for each parameter, a text unless its type follows */
  require(holds: string, refusal: string, parameters: readonly unknown[]): void {
    const { set, condition } = guardOf(holds);
    this.requireOfAll(set, Object.fromEntries(parameters.map((value, index) => [`p${index}`, value])), { [refusal]: condition });
  }

  build(): Written {
    const shape = [...this.parts, ...this.conditions].map(([piece]) => piece).join();
    return { statement: this.shared(shape), rows: this.rows };
  }

  private shared(shape: string): Statement {
    let known = byShape.get(this.entities);
    if (!known) byShape.set(this.entities, (known = new Map()));
    let statement = known.get(shape);
    if (!statement) known.set(shape, (statement = prepared(this.text())));
    return statement;
  }

  private text(): string {
    const parts = this.parts.map(([, text], index) => `part${index + 1} AS (${text()})`);
    const conditions = this.conditions.map(([, text]) => text());
    return `WITH ${parts.join(',\n')}\nSELECT ${conditions.join(', ') || '1'}`;
  }

  private bind(set: RowSet, rows: readonly object[]): number {
    return this.rows.push(rows.map((row) => rowJson(set, row)));
  }
}

interface Guard {
  /** Its parameters, as a row; named by the condition, which tells it from others. */
  readonly set: RowSet;
  /** The condition over the alias `r`. */
  readonly condition: string;
}

const guards = new Map<string, Guard>();

function guardOf(holds: string): Guard {
  let known = guards.get(holds);
  if (!known) {
    const types: Record<string, string> = {};
    const condition = holds.replace(/\?(?:::([a-z]+(?:\[\])?))?/g, (_, type: string | undefined) => {
      const parameter = `p${Object.keys(types).length}`;
      types[parameter] = type ?? 'text';
      return `r.${parameter}`;
    });
    guards.set(holds, (known = { set: platformRowSet(holds, types), condition }));
  }
  return known;
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
