import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { ensure } from '@gezhi/shared/domain';
import { fileErrors } from '@gezhi/shared/contracts';
import { strippers } from './strip-metadata.js';

export interface CheckedContent {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly sha256: string;
}

/**
 * Checks an upload by its content, whatever it says it is, and removes EXIF, XMP and comments from pictures, since they
 * tell where and with what they were taken.
 *
 * @throws DomainError `gateway.file.empty`, `gateway.file.unknown-type`
 */
export async function checkEvidence(bytes: Buffer): Promise<CheckedContent> {
  ensure(bytes.length > 0, fileErrors.empty);
  const type = await fileTypeFromBuffer(bytes);
  const strip = type && strippers[type.mime];
  ensure(type && (strip || type.mime === 'application/pdf'), fileErrors.unknownType);
  const clean = strip ? strip(bytes) : bytes;
  return { bytes: clean, mediaType: type.mime, sha256: sha256(clean) };
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
