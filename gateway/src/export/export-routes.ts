import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { FastifyInstance } from 'fastify';
import { registry, type Contract } from '@gezhi/shared/contracts';
import type { Failure } from '@gezhi/shared/errors';
import type { Answer, RequestClient } from '@gezhi/shared/messaging';
import { describe } from '../documents/index.js';
import type { Door } from '../http/door.js';
import { inputReader } from '../http/input.js';
import { cellOf, columnsOf } from './columns.js';

type Row = Record<string, unknown>;
interface Page {
  readonly items: Row[];
  readonly next: string | null;
}

const types = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;
type Format = keyof typeof types;
/** Rows of one export; more are narrowed by the query's own fields. */
const rowLimit = 100_000;

for (const contract of registry.contracts()) for (const format of contract.exports ?? []) describeExport(contract, format);

/** `<path>.csv` and `<path>.xlsx` for every list that declares them: all its pages in one sheet, streamed. */
export const exportRoutes =
  (requests: RequestClient) =>
  (app: FastifyInstance, door: Door): void => {
    for (const contract of registry.contracts())
      for (const format of contract.exports ?? []) exportRoute(app, door, requests, contract, format);
  };

function describeExport(contract: Contract, format: Format): void {
  const path = `${contract.path}.${format}`;
  describe({
    method: 'GET',
    path,
    summary: `${contract.summary} (${format})`,
    service: contract.service,
    feature: contract.feature,
    roles: contract.roles,
    query: contract.input.omit({ after: true, limit: true }),
    responses: { 200: { description: format, type: types[format].split(';')[0]! } },
    errors: contract.errors ?? [],
  });
}

function exportRoute(app: FastifyInstance, door: Door, requests: RequestClient, contract: Contract, format: Format): void {
  const read = inputReader(contract);
  const path = `${contract.path}.${format}`;
  app.get(path, { onRequest: door.admit({ budget: 'general', signedIn: true }) }, async (request, reply) => {
    const input = { ...read(request), limit: 100 };
    const ask = (after?: string): Promise<Answer> =>
      requests.ask(contract, { ...input, ...(after && { after }) }, { token: request.token, trace: request.traceparent });
    const first = await ask();
    if (first.failed) return door.answerFailure(JSON.parse(String(first.body)) as Failure, request, reply);
    const stream = new PassThrough();
    const columns = columnsOf(contract);
    const rows = rowsFrom(JSON.parse(String(first.body)) as Page, ask);
    const written = format === 'csv' ? writeCsv(stream, columns, rows) : writeXlsx(stream, columns, rows);
    // The head has been sent by then: a broken export ends the connection, so that no half sheet passes for a whole one.
    written.catch((error: Error) => stream.destroy(error));
    return reply
      .header('content-type', types[format])
      .header('content-disposition', `attachment; filename="${contract.feature}.${format}"`)
      .header('cache-control', 'private, no-store')
      .send(stream);
  });
}

async function* rowsFrom(first: Page, ask: (after: string) => Promise<Answer>): AsyncGenerator<Row> {
  let page = first;
  for (let count = page.items.length; ; count += page.items.length) {
    yield* page.items;
    if (!page.next || count >= rowLimit) return;
    const answer = await ask(page.next);
    if (answer.failed) throw new Error('the export broke off');
    page = JSON.parse(String(answer.body)) as Page;
  }
}

/** With a byte order mark, without which spreadsheets take UTF-8 for something else. */
async function writeCsv(stream: Writable, columns: readonly string[], rows: AsyncIterable<Row>): Promise<void> {
  await pipeline(lines(columns, rows), stringify({ bom: true }), stream);
}

async function* lines(columns: readonly string[], rows: AsyncIterable<Row>): AsyncGenerator<unknown[]> {
  yield [...columns];
  for await (const row of rows) yield columns.map((column) => cellOf(row[column]));
}

async function writeXlsx(stream: Writable, columns: readonly string[], rows: AsyncIterable<Row>): Promise<void> {
  const { default: excel } = await import('@protobi/exceljs');
  const book = new excel.stream.xlsx.WorkbookWriter({ stream });
  const sheet = book.addWorksheet('gezhi');
  for await (const line of lines(columns, rows)) sheet.addRow(line).commit();
  await book.commit();
}
