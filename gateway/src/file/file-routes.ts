import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fileView, readFile, registry, requestErrors, storeFile, values, type Contract, type FileView } from '@gezhi/shared/contracts';
import { DomainError, ensure } from '@gezhi/shared/domain';
import type { Answer, RequestClient } from '@gezhi/shared/messaging';
import type { Failure } from '@gezhi/shared/errors';
import { describe } from '../documents/index.js';
import type { Door } from '../http/door.js';
import { idempotencyKey } from '../http/headers.js';
import type { ObjectStore } from './object-store.js';
import { checkEvidence } from './file-content.js';
import { namesEvidence } from './evidence.js';
import { idOfUpload, takeUploads, uploaded, uploadErrors } from './upload.js';

const upload = { type: 'multipart/form-data', schema: z.object({ file: z.string().meta({ format: 'binary' }) }) };
const keyHeader = { 'idempotency-key': { description: 'Unique for this write', required: true } };
describe({
  ...{
    method: 'POST',
    path: '/v1/files',
    summary: 'Upload evidence: a picture or PDF of at most 10 MiB, checked by content',
    feature: 'file',
    roles: [],
  },
  ...{ query: z.object({ id: values.id.optional() }), headers: keyHeader, request: upload },
  responses: { 201: { description: 'Stored', type: 'application/json', schema: fileView } },
  errors: [
    requestErrors.invalid,
    requestErrors.idempotencyKeyRequired,
    requestErrors.idempotencyKeyReused,
    requestErrors.idTaken,
    ...uploadErrors,
  ],
});
describe({
  ...{
    method: 'GET',
    path: '/v1/files/:id',
    summary: 'An uploaded file: the own, or one that the record at `record` names',
    feature: 'file',
    roles: [],
  },
  query: z.object({ record: z.string().max(300).optional() }),
  responses: { 200: { description: 'The content', type: 'application/octet-stream' } },
  errors: [requestErrors.notFound],
});

const evidenceLimit = 10 * 1024 * 1024;

/** Routes to upload evidence and to read it again. Access follows the record that names the file. */
export const fileRoutes =
  (requests: RequestClient, store: ObjectStore) =>
  async (root: FastifyInstance, door: Door): Promise<void> => {
    await root.register(async (app) => {
      await takeUploads(app, evidenceLimit);
      const admitted = { onRequest: door.admit({ budget: 'general', signedIn: true }) };

      app.post('/v1/files', { ...admitted, bodyLimit: evidenceLimit + 10_000 }, async (request, reply) => {
        const key = idempotencyKey(request.headers);
        const { id = idOfUpload('file', request.account!.id, key) } = request.query as { id?: string };
        ensure(values.id.safeParse(id).success, requestErrors.invalid, { fields: ['id'] });
        const { bytes, mediaType, sha256 } = await checkEvidence(await uploaded(request));
        await store.put(sha256, bytes, mediaType);
        const answer = await requests.ask(storeFile, { id, sha256, mediaType, size: bytes.length }, { ...asking(request), key });
        return sendAnswer(door, request, reply, answer, 201);
      });

      app.get('/v1/files/:id', admitted, async (request, reply) => {
        const { id } = request.params as { id: string };
        const { record } = request.query as { record?: string };
        ensure(values.id.safeParse(id).success, requestErrors.notFound);
        const answer = await requests.ask(readFile, { id }, asking(request));
        if (answer.failed) return sendAnswer(door, request, reply, answer, 200);
        const file = JSON.parse(String(answer.body)) as FileView & { own: boolean };
        ensure(file.own || (record !== undefined && (await names(requests, request, record, id))), requestErrors.notFound);
        return reply
          .header('content-type', file.mediaType)
          .header('content-length', file.size)
          .header('content-disposition', 'attachment')
          .header('cache-control', 'private, no-store')
          .send(await store.get(file.sha256));
      });
    });
  };

const asking = (request: FastifyRequest) => ({ token: request.token, trace: request.traceparent });

/** Sends an answer of a service as the contract routes do. */
export async function sendAnswer(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
  status: number,
): Promise<FastifyReply> {
  if (answer.failed) return door.answerFailure(JSON.parse(String(answer.body)) as Failure, request, reply);
  return reply.code(status).header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store').send(answer.body);
}

/** Whether the record at this path, as the caller may see it, names the file. */
async function names(requests: RequestClient, request: FastifyRequest, path: string, fileId: string): Promise<boolean> {
  for (const contract of registry.contracts()) {
    const input = contract.method === 'GET' ? match(contract, path) : undefined;
    if (!input) continue;
    const parsed = contract.input.safeParse(input);
    if (!parsed.success) throw new DomainError(requestErrors.notFound);
    const answer = await requests.ask(contract, parsed.data, asking(request));
    return !answer.failed && namesEvidence(JSON.parse(String(answer.body)), fileId.toLowerCase());
  }
  return false;
}

function match(contract: Contract, path: string): Record<string, string> | undefined {
  const [pattern, actual] = [contract.path!.split('/'), path.split('/')];
  if (pattern.length !== actual.length) return undefined;
  const input: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    if (part.startsWith(':')) input[part.slice(1)] = actual[index]!;
    else if (part !== actual[index]) return undefined;
  }
  return input;
}
