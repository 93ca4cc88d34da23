import { PassThrough } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { registry, type Contract } from '@gezhi/shared/contracts';
import type { Failure } from '@gezhi/shared/errors';
import type { Answer, RequestClient } from '@gezhi/shared/messaging';
import { describe, featureName } from '../documents/index.js';
import type { Door } from '../http/door.js';
import { inputReader } from '../http/input.js';
import { icsOf } from './calendar.js';
import { columnsOf } from './columns.js';
import { pdfOf } from './pdf.js';
import { isPrinted, type Printed } from './printed.js';
import { writeCsv, writeDocument, writeXlsx, type Row } from './sheets.js';

interface Page {
  readonly items: Row[];
  readonly next: string | null;
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  ics: 'text/calendar; charset=utf-8',
} as const;
type Format = keyof typeof types;
/** Rows of one export; more are narrowed by the query's own fields. */
const rowLimit = 100_000;

for (const contract of registry.contracts()) for (const format of contract.exports ?? []) describeExport(contract, format);

/**
 * `<path>.csv` and `<path>.xlsx` for every list that declares them: all its pages in one sheet, streamed. `<path>.xlsx` and
 * `<path>.pdf` for every document: a sheet or a chapter each section. `<path>.ics` for a list that stands in a calendar.
 *
 * @param publicUrl what stands before the paths that a document prints
 */
export const exportRoutes =
  (requests: RequestClient, publicUrl: string) =>
  (app: FastifyInstance, door: Door): void => {
    for (const contract of registry.contracts())
      for (const format of contract.exports ?? []) {
        exportRoute(app, door, requests, contract, format, renderingOf(contract, format, publicUrl));
      }
  };

function describeExport(contract: Contract, format: Format): void {
  const paging = isPrinted(contract) ? {} : ({ after: true, limit: true } as const);
  describe({
    method: 'GET',
    path: `${contract.path}.${format}`,
    summary: `${contract.summary} (${format})`,
    service: contract.service,
    feature: contract.feature,
    ...(!isPublic(contract) && { roles: contract.roles }),
    query: contract.input.omit(paging),
    responses: { 200: { description: format, type: types[format].split(';')[0]! } },
    errors: contract.errors ?? [],
  });
}

function isPublic(contract: Contract): boolean {
  return contract.scope.includes('public');
}

type Ask = (after?: string) => Promise<Answer>;
/** What is sent for an answer that succeeded; `ask` gives further pages. */
type Render = (first: Answer, ask: Ask) => Promise<Buffer> | PassThrough;

function exportRoute(app: FastifyInstance, door: Door, requests: RequestClient, contract: Contract, format: Format, render: Render): void {
  const read = inputReader(contract);
  const admission = { budget: isPublic(contract) ? 'public' : 'general', signedIn: !isPublic(contract) } as const;
  app.get(`${contract.path}.${format}`, { onRequest: door.admit(admission) }, async (request, reply): Promise<FastifyReply> => {
    const input = { ...read(request), ...(!isPrinted(contract) && { limit: 100 }) };
    const ask: Ask = (after) =>
      requests.ask(contract, { ...input, ...(after && { after }) }, { token: request.token, trace: request.traceparent });
    const first = await ask();
    if (first.failed) return door.answerFailure(JSON.parse(String(first.body)) as Failure, request, reply);
    const sent = await render(first, ask);
    return reply
      .header('content-type', types[format])
      .header('content-disposition', `attachment; filename="${contract.feature}.${format}"`)
      .header('cache-control', 'private, no-store')
      .send(sent);
  });
}

function renderingOf(contract: Contract, format: Format, publicUrl: string): Render {
  if (isPrinted(contract)) return documentIn(format, publicUrl);
  return format === 'ics' ? calendarOf(featureName(contract.service, contract.feature)) : listIn(format, columnsOf(contract));
}

const calendarOf =
  (name: string): Render =>
  (first, ask) =>
    icsOf(name, rowsFrom(JSON.parse(String(first.body)) as Page, ask));

const listIn =
  (format: Format, columns: readonly string[]): Render =>
  (first, ask) => {
    const rows = rowsFrom(JSON.parse(String(first.body)) as Page, ask);
    return streamed((stream) => (format === 'csv' ? writeCsv(stream, columns, rows) : writeXlsx(stream, columns, rows)));
  };

const documentIn =
  (format: Format, publicUrl: string): Render =>
  (first) => {
    const document = JSON.parse(String(first.body)) as Printed;
    return format === 'pdf' ? pdfOf(document, publicUrl) : streamed((stream) => writeDocument(stream, document));
  };

function streamed(write: (stream: PassThrough) => Promise<void>): PassThrough {
  const stream = new PassThrough();
  // The head has been sent by then: a broken export ends the connection, so that no half sheet passes for a whole one.
  write(stream).catch((error: Error) => stream.destroy(error));
  return stream;
}

async function* rowsFrom(first: Page, ask: Ask): AsyncGenerator<Row> {
  let page = first;
  for (let count = page.items.length; ; count += page.items.length) {
    yield* page.items;
    if (!page.next || count >= rowLimit) return;
    const answer = await ask(page.next);
    if (answer.failed) throw new Error('the export broke off');
    page = JSON.parse(String(answer.body)) as Page;
  }
}
