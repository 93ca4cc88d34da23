import { createReadStream } from 'node:fs';
import { access, mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { newId } from '@gezhi/shared/database';

/** Keeps contents under the SHA-256 of themselves, so that storing twice changes nothing. */
export interface ObjectStore {
  put(sha256: string, bytes: Buffer, mediaType: string): Promise<void>;
  get(sha256: string): Promise<Readable>;
}

/** Files below a folder, written whole or not at all. */
export class DiskStore implements ObjectStore {
  constructor(private readonly folder: string) {}

  async put(sha256: string, bytes: Buffer): Promise<void> {
    const path = this.path(sha256);
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return;
    await mkdir(dirname(path), { recursive: true });
    const unfinished = `${path}.${newId()}`;
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  }

  async get(sha256: string): Promise<Readable> {
    await access(this.path(sha256));
    return createReadStream(this.path(sha256));
  }

  private path(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}

/** A bucket of S3 or anything that speaks its protocol; credentials come from the environment as usual for S3 clients. */
export class S3Store implements ObjectStore {
  constructor(
    private readonly bucket: string,
    private readonly endpoint: string | undefined,
  ) {}

  async put(sha256: string, bytes: Buffer, mediaType: string): Promise<void> {
    const { client, sdk } = await this.open();
    await client.send(new sdk.PutObjectCommand({ Bucket: this.bucket, Key: sha256, Body: bytes, ContentType: mediaType }));
  }

  async get(sha256: string): Promise<Readable> {
    const { client, sdk } = await this.open();
    const object = await client.send(new sdk.GetObjectCommand({ Bucket: this.bucket, Key: sha256 }));
    return object.Body as Readable;
  }

  /** The client is large and loaded only where a bucket is configured. */
  private async open() {
    const sdk = await import('@aws-sdk/client-s3');
    return { sdk, client: new sdk.S3Client({ ...(this.endpoint && { endpoint: this.endpoint, forcePathStyle: true }) }) };
  }
}
