import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import exif from 'exif-be-gone';
import { fileTypeFromBuffer } from 'file-type';
import { ensure } from '@gezhi/shared/domain';
import { fileErrors } from '@gezhi/shared/contracts';

export interface CheckedContent {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly sha256: string;
}

const images = new Set(['image/jpeg', 'image/png', 'image/webp']);

/**
 * Checks an upload by its content, whatever it says it is, and removes EXIF and XMP from pictures, since they tell where
 * and with what they were taken.
 *
 * @throws DomainError `gateway.file.empty`, `gateway.file.unknown-type`
 */
export async function checkEvidence(bytes: Buffer): Promise<CheckedContent> {
  ensure(bytes.length > 0, fileErrors.empty);
  const type = await fileTypeFromBuffer(bytes);
  ensure(type && (images.has(type.mime) || type.mime === 'application/pdf'), fileErrors.unknownType);
  const clean = images.has(type.mime) ? await buffer(Readable.from([bytes]).pipe(new exif.default())) : bytes;
  return { bytes: clean, mediaType: type.mime, sha256: sha256(clean) };
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
