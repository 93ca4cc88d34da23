import type { Type } from '@nestjs/common';
import type { Service } from '../contracts/define.js';
import type { Entities, Migrations } from '../database/data-source.js';

/** A service as its table of contents: its features as a Nest module, its tables and their migrations. */
export interface ServiceDefinition {
  readonly name: Service;
  readonly module: Type;
  readonly entities: Entities;
  readonly migrations: Migrations;
  /** Tables the service's role may read and append to, but never change or delete from. */
  readonly appendOnly?: readonly string[];
}
