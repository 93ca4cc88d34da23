import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { yuanOf } from '@gezhi/shared/domain';
import { cellOf } from './columns.js';
import type { Printed } from './printed.js';

export type Row = Record<string, unknown>;

/** A list as CSV, with a byte order mark, without which spreadsheets take UTF-8 for something else. */
export async function writeCsv(stream: Writable, columns: readonly string[], rows: AsyncIterable<Row>): Promise<void> {
  await pipeline(lines(columns, rows), stringify({ bom: true }), stream);
}

/** A list as a book of one sheet. */
export async function writeXlsx(stream: Writable, columns: readonly string[], rows: AsyncIterable<Row>): Promise<void> {
  await writeBook(stream, [{ name: 'gezhi', lines: lines(columns, rows) }]);
}

/** A document as a book: one sheet a section, and one that says what it is and how it is compared. */
export async function writeDocument(stream: Writable, { title, subtitle, sections, hash, verifyPath }: Printed): Promise<void> {
  const head = [[title], [subtitle], ['内容哈希（SHA-256）', hash], ['核对路径', verifyPath ?? '未公布，不能核对']];
  const sheets = sections.map((section, index) => ({
    name: `${index + 1} ${section.title}`.slice(0, 31),
    lines: [
      ['项目', '说明', '金额（元）'],
      // Yuan as a number up to what a spreadsheet shows to the fen, above that as text.
      ...section.lines.map(({ label, text, amountFen }) => [
        cellOf(label),
        cellOf(text),
        amountFen === null ? '' : Math.abs(amountFen) < 1e14 ? amountFen / 100 : yuanOf(amountFen),
      ]),
    ],
  }));
  await writeBook(stream, [{ name: '公开报告', lines: head }, ...sheets]);
}

async function* lines(columns: readonly string[], rows: AsyncIterable<Row>): AsyncGenerator<unknown[]> {
  yield [...columns];
  for await (const row of rows) yield columns.map((column) => cellOf(row[column]));
}

interface Sheet {
  readonly name: string;
  readonly lines: AsyncIterable<unknown[]> | Iterable<unknown[]>;
}

async function writeBook(stream: Writable, sheets: readonly Sheet[]): Promise<void> {
  const { default: excel } = await import('@protobi/exceljs');
  const book = new excel.stream.xlsx.WorkbookWriter({ stream });
  for (const { name, lines: rows } of sheets) {
    const sheet = book.addWorksheet(name);
    for await (const line of rows) sheet.addRow(line).commit();
    sheet.commit();
  }
  await book.commit();
}
