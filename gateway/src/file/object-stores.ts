import { Injectable } from '@nestjs/common';
import { readFileSettings } from './file-settings.js';
import { DiskStore, S3Store, type ObjectStore } from './object-store.js';

/** The object store of this process: a bucket where one is configured, else a folder. */
@Injectable()
export class ObjectStores {
  readonly store: ObjectStore;

  constructor() {
    const { FILES_DIR, FILES_BUCKET, FILES_ENDPOINT } = readFileSettings(process.env);
    this.store = FILES_BUCKET ? new S3Store(FILES_BUCKET, FILES_ENDPOINT) : new DiskStore(FILES_DIR);
  }
}
