import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fileErrors } from '@gezhi/shared/contracts';
import { DomainError, ensure } from '@gezhi/shared/domain';

/** Lets the routes of this scope take one multipart file of at most `limit` bytes. */
export async function takeUploads(app: FastifyInstance, limit: number): Promise<void> {
  await app.register(multipart, { limits: { fileSize: limit, files: 1, fields: 4, parts: 6, fieldSize: 1000 } });
}

/** The bytes of the form field `file`. @throws DomainError `gateway.file.missing`, `gateway.file.too-large` */
export async function uploaded(request: FastifyRequest): Promise<Buffer> {
  ensure(request.isMultipart(), fileErrors.missing);
  try {
    const part = await request.file();
    ensure(part?.fieldname === 'file', fileErrors.missing);
    return await part.toBuffer();
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (code === 'FST_REQ_FILE_TOO_LARGE' || code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT')
      throw new DomainError(fileErrors.tooLarge);
    if (code.startsWith('FST_')) throw new DomainError(fileErrors.missing);
    throw error;
  }
}
