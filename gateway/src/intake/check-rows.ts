import type { z } from 'zod';
import { intakeErrors, type ErrorDefinition, type RowError } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import { coercion } from '../http/coercion.js';
import type { Column, IntakeKind } from './intake-kind.js';
import type { Cell, SheetRow } from './read-rows.js';

export const rowLimit = 100_000;

export interface ParsedRow {
  readonly number: number;
  readonly values: Record<string, unknown>;
}

/** An error of one cell or row, in the language of sheets. */
export const rowErrorOf = (row: number, column: string | null, error: ErrorDefinition): RowError => ({
  row,
  column,
  code: error.code,
  title: error.title.zh,
});

/**
 * Checks rows one by one against the kind's columns and the row schema of its command.
 *
 * @param rows the sheet, its header row first; column order is free, the header names must be the template's
 * @yields a parsed row, or the errors of a refused one, each named by row and column
 * @throws DomainError `gateway.intake.wrong-header`, `too-many-rows`
 */
export async function* checkRows(
  kind: IntakeKind,
  schema: z.ZodObject,
  rows: AsyncIterable<SheetRow>,
): AsyncGenerator<ParsedRow | RowError[]> {
  const readers = new Map(kind.columns.map((column) => [column.header, cellReader(column, schema.shape[column.field] as z.ZodType)]));
  let columns: Columns | undefined;
  let count = 0;
  for await (const { number, cells } of rows) {
    if (cells.every((cell) => cell === '')) continue;
    if (kind.remarks !== undefined && String(cells[0]).startsWith(kind.remarks)) continue;
    if (kind.totals !== undefined && cells[0] === kind.totals) break;
    if (!columns) {
      columns = header(kind, schema, cells);
      continue;
    }
    ensure(++count <= rowLimit, intakeErrors.tooManyRows, { limit: rowLimit });
    yield checkRow(number, cells, columns, readers, schema);
  }
  ensure(count > 0, intakeErrors.noRows);
}

/** The column of each cell, where it means something here. */
type Columns = readonly (Column | undefined)[];

function header(kind: IntakeKind, schema: z.ZodObject, cells: readonly Cell[]): Columns {
  const columns = cells.filter((cell) => cell !== '').map((cell) => kind.columns.find((column) => column.header === cell));
  const missing = kind.columns.filter(
    (column) => !columns.includes(column) && !(schema.shape[column.field] as z.ZodType).safeParse(undefined).success,
  );
  const known = columns.filter((column) => column !== undefined);
  const strange = !kind.others && known.length < columns.length;
  ensure(!strange && !missing.length && new Set(known).size === known.length, intakeErrors.wrongHeader, {
    expected: kind.columns.map((column) => column.header),
  });
  return columns;
}

function checkRow(
  number: number,
  cells: readonly Cell[],
  columns: Columns,
  readers: Map<string, (text: string) => unknown>,
  schema: z.ZodObject,
): ParsedRow | RowError[] {
  const values: Record<string, unknown> = {};
  const refused: RowError[] = [];
  columns.forEach((column, index) => {
    const cell = cells[index] ?? '';
    if (!column) return;
    if (typeof cell !== 'string') refused.push(rowErrorOf(number, column.header, intakeErrors.formula));
    else if (cell !== '') values[column.field] = readers.get(column.header)!(cell);
  });
  if (refused.length) return refused;
  const parsed = schema.safeParse(values);
  if (parsed.success) return { number, values: parsed.data };
  const fields = new Set(parsed.error.issues.map((issue) => String(issue.path[0] ?? '')));
  return [...fields].map((field) =>
    rowErrorOf(number, columns.find((column) => column?.field === field)?.header ?? (field || null), intakeErrors.cellInvalid),
  );
}

function cellReader(column: Column, schema: z.ZodType): (text: string) => unknown {
  const coerce = column.list ? (text: string) => text : coercion(schema);
  const word = (text: string) => column.words?.[text] ?? text;
  if (column.list)
    return (text) =>
      text
        .split(/[、,，;；\s]+/)
        .filter(Boolean)
        .map(word);
  if (column.time) return localTime;
  return (text) => coerce(word(text));
}

/** `2026-03-02 10:30` in China Standard Time as an instant; what is no time is left for the schema to refuse. */
function localTime(text: string): string {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/.exec(text);
  if (!match) return text;
  const [year, month, day, hour = '0', minute = '0', second = '0'] = match.slice(1).map((part) => part as string | undefined) as [
    string,
    string,
    string,
    string?,
    string?,
    string?,
  ];
  const two = (part: string) => part.padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}+08:00`;
}
