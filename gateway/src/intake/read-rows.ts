import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parse } from 'csv-parse';
import { fileTypeFromBuffer } from 'file-type';
import { intakeErrors } from '@gezhi/shared/contracts';
import { DomainError, ensure } from '@gezhi/shared/domain';

/** One row of a sheet: its number as the user sees it, and the text of its cells; a formula is marked, never evaluated. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly Cell[];
}
export type Cell = string | { readonly formula: true };

/** Rows of an xlsx or csv file, told apart by content, one at a time. @throws DomainError `gateway.intake.unreadable` */
export async function* readRows(bytes: Buffer): AsyncGenerator<SheetRow> {
  const type = await fileTypeFromBuffer(bytes);
  const isZip = type?.ext === 'xlsx' || type?.ext === 'zip';
  ensure(isZip || !type, intakeErrors.unreadable);
  try {
    yield* isZip ? xlsxRows(bytes) : csvRows(bytes);
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError(intakeErrors.unreadable);
  }
}

async function* csvRows(bytes: Buffer): AsyncGenerator<SheetRow> {
  const parser = Readable.from(pieces(decode(bytes))).pipe(
    parse({ bom: true, relax_column_count: true, skip_empty_lines: true, info: true, max_record_size: 100_000 }),
  );
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
    yield { number: info.lines, cells: record.map(csvCell) };
}

/** What begins as a formula would be computed by whoever opens the sheet. Statements of WeChat Pay mark cells as text by a backtick. */
function csvCell(cell: string): Cell {
  const text = cell.trim().replace(/^`/, '');
  return text.startsWith('=') ? { formula: true } : text;
}

/** Piece by piece, so that a long sheet does not keep others waiting and is parsed no further than it is read. */
async function* pieces(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += pieceSize) {
    yield bytes.subarray(from, from + pieceSize);
    await nextTurn();
  }
}

/** UTF-8 where the bytes are valid UTF-8, else GB18030, of which GBK is a part. */
function decode(bytes: Buffer): string {
  // The first bytes of pictures and programs may pass for GB18030, but not without control characters.
  ensure(!bytes.includes(0) && !bytes.subarray(0, pieceSize).some(isControl), intakeErrors.unreadable);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  }
}

const isControl = (byte: number): boolean => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13;
const pieceSize = 16 * 1024;
const decompressedLimit = 400 * 1024 * 1024;

async function* xlsxRows(bytes: Buffer): AsyncGenerator<SheetRow> {
  ensure(declaredSize(bytes) <= decompressedLimit, intakeErrors.unreadable);
  const { default: excel } = await import('@protobi/exceljs');
  const reader = new excel.stream.xlsx.WorkbookReader(Readable.from([bytes]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  for await (const sheet of reader) {
    for await (const row of sheet) {
      const values = row.values as unknown[];
      yield { number: row.number, cells: Array.from({ length: Math.max(0, values.length - 1) }, (_, index) => cellOf(values[index + 1])) };
    }
    // One sheet is the register; others are explanations.
    return;
  }
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return '';
  // Sheets know no time zone: the reader gives wall-clock time as if it were UTC.
  if (value instanceof Date) return value.toISOString().slice(0, 19).replace('T', ' ');
  if (typeof value !== 'object') return String(value as string | number | boolean).trim();
  if ('formula' in value || 'sharedFormula' in value) return { formula: true };
  if ('richText' in value)
    return (value.richText as { text: string }[])
      .map(({ text }) => text)
      .join('')
      .trim();
  if ('text' in value) return String(value.text).trim();
  return '';
}

/** The sum of the uncompressed sizes that the archive's own directory declares. */
function declaredSize(zip: Buffer): number {
  let total = 0;
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0 && at + 46 <= zip.length; at = zip.indexOf('PK\u0001\u0002', at + 46))
    total += zip.readUInt32LE(at + 24);
  return total;
}
