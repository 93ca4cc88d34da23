import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { checkImport, fileErrors, intakeErrors, intakeView, leaders, requestErrors, values } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import type { RequestClient } from '@gezhi/shared/messaging';
import { sha256 } from '../file/file-content.js';
import { sendAnswer } from '../file/file-routes.js';
import type { ObjectStore } from '../file/object-store.js';
import { idOfUpload, takeUploads, uploaded, uploadErrors } from '../file/upload.js';
import { describe } from '../documents/index.js';
import type { Door } from '../http/door.js';
import { idempotencyKey } from '../http/headers.js';
import { invalid } from '../http/invalid-fields.js';
import { intakeKinds } from './intake-kind.js';
import { templateOf } from './template.js';

describe({
  ...{
    method: 'POST',
    path: '/v1/imports',
    summary: 'Upload a sheet (xlsx, or csv in UTF-8 or GBK) and check it row by row; nothing of it is stored yet',
    feature: 'intake',
    roles: [...leaders],
  },
  query: z.object({
    kind: z.enum(intakeKinds.map(({ name }) => name)),
    placeCode: values.placeCode,
    campaignId: values.id.optional(),
    id: values.id.optional(),
  }),
  headers: { 'idempotency-key': { description: 'Unique for this write', required: true } },
  request: { type: 'multipart/form-data', schema: z.object({ file: z.string().meta({ format: 'binary' }) }) },
  responses: { 201: { description: 'Checked or refused, with the errors of its rows', type: 'application/json', schema: intakeView } },
  errors: [
    requestErrors.invalid,
    requestErrors.forbidden,
    requestErrors.notFound,
    requestErrors.idempotencyKeyRequired,
    requestErrors.idempotencyKeyReused,
    requestErrors.idTaken,
    ...Object.values(intakeErrors),
    ...uploadErrors,
  ],
});
describe({
  ...{
    method: 'GET',
    path: '/v1/import-templates/:kind',
    summary: 'The sheet to fill in: households.xlsx, visits.xlsx or problems.xlsx',
    feature: 'intake',
    roles: [],
  },
  responses: { 200: { description: 'The template', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } },
  errors: [intakeErrors.unknownKind],
});

const aboutSheet = checkImport.input.omit({ sha256: true });

/** What the query says of a sheet, known before the sheet is read. */
function sheetOf(query: unknown, ownId: string): z.output<typeof aboutSheet> {
  const given = { id: ownId, ...(query as Record<string, unknown>) };
  ensure(
    intakeKinds.some(({ name }) => name === (given as { kind?: unknown }).kind),
    intakeErrors.unknownKind,
  );
  const parsed = aboutSheet.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error.issues);
  return parsed.data;
}

const sheetLimit = 25 * 1024 * 1024;

/** Routes to upload a sheet for checking, and to get the template it is made from. */
export const intakeRoutes =
  (requests: RequestClient, store: ObjectStore) =>
  async (root: FastifyInstance, door: Door): Promise<void> => {
    await root.register(async (app) => {
      await takeUploads(app, sheetLimit);
      const admitted = { onRequest: door.admit({ budget: 'general', signedIn: true }) };

      app.post('/v1/imports', { ...admitted, bodyLimit: sheetLimit + 10_000 }, async (request, reply) => {
        const account = request.account!;
        ensure(
          account.roles.some((role) => checkImport.roles.includes(role)),
          requestErrors.forbidden,
        );
        const key = idempotencyKey(request.headers);
        const about = sheetOf(request.query, idOfUpload('import', account.id, key));
        const bytes = await uploaded(request);
        ensure(bytes.length > 0, fileErrors.empty);
        const hash = sha256(bytes);
        await store.put(hash, bytes, 'application/octet-stream');
        const answer = await requests.ask(
          checkImport,
          { ...about, sha256: hash },
          { token: request.token, trace: request.traceparent, key },
        );
        return sendAnswer(door, request, reply, answer, 201);
      });

      app.get('/v1/import-templates/:kind', admitted, async (request, reply) => {
        const kind = intakeKinds.find(({ name }) => `${name}.xlsx` === (request.params as { kind: string }).kind);
        ensure(kind, intakeErrors.unknownKind);
        return reply
          .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
          .header('content-disposition', `attachment; filename="${kind.name}.xlsx"`)
          .send(await templateOf(kind));
      });
    });
  };
