import { createHash } from 'node:crypto';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fileErrors, transportErrors, type ErrorDefinition } from '@gezhi/shared/contracts';
import { DomainError, ensure } from '@gezhi/shared/domain';

const { unknown: _unknown, ...ofUpload } = fileErrors;
/** What a route that takes an upload may refuse with for the upload's sake. */
export const uploadErrors: readonly ErrorDefinition[] = [
  ...Object.values(ofUpload),
  transportErrors.mediaTypeUnsupported,
  transportErrors.bodyTooLarge,
  transportErrors.jsonMalformed,
];

/** Lets the routes of this scope take one multipart file of at most `limit` bytes. */
export async function takeUploads(app: FastifyInstance, limit: number): Promise<void> {
  await app.register(multipart, { limits: { fileSize: limit, files: 1, fields: 4, parts: 6, fieldSize: 1000 } });
}

/** The bytes of the form field `file`. @throws DomainError `gateway.file.missing`, `form-malformed`, `too-large` */
export async function uploaded(request: FastifyRequest): Promise<Buffer> {
  ensure(request.isMultipart(), fileErrors.missing);
  try {
    const part = await request.file();
    ensure(part?.fieldname === 'file', fileErrors.missing);
    return await part.toBuffer();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const code = (error as { code?: string }).code ?? '';
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw new DomainError(fileErrors.tooLarge);
    // Whatever else the form's reader throws tells of the form.
    throw new DomainError(code.startsWith('FST_') ? fileErrors.missing : fileErrors.formMalformed);
  }
}

/** The id of an upload that brings none: the same for the same account and key, so that a repetition is known as one. */
export function idOfUpload(kind: string, accountId: string, key: string): string {
  const hex = createHash('sha256').update(`${kind}\n${accountId}\n${key}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
