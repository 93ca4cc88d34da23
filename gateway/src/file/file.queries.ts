import { Injectable } from '@nestjs/common';
import { readFile, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { Database, named } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';

const byId = named(
  'file.by-id',
  `SELECT id, media_type AS "mediaType", size, sha256, uploaded_at AS "uploadedAt", uploaded_by = $2 AS own FROM file WHERE id = $1`,
);

@Injectable()
export class FileQueries {
  constructor(private readonly database: Database) {}

  @Handles(readFile)
  async read(input: InputOf<typeof readFile>, request: Request): Promise<OutputOf<typeof readFile>> {
    const [row] = await this.database.read<OutputOf<typeof readFile>>(byId, [input.id, request.actor.id]);
    ensure(row, requestErrors.notFound);
    return row;
  }
}
