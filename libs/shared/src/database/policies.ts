import type { Request } from '../auth/request.js';
import { requestErrors } from '../contracts/platform.js';
import type { Instant, PlaceCode } from '../contracts/values.js';
import { decide } from '../domain/decision.js';
import type { Version } from '../domain/catalogue.js';
import type { AggregateClass } from './aggregate.js';
import { columnsOf } from './columns.js';
import { constraint } from './constraint-errors.js';
import type { Database } from './database.js';
import { named, type Statement } from './lane.js';
import type { Versioned } from './plan.js';
import type { Reply } from './reply.js';
import type { UnitOfWork } from './unit-of-work.js';

/** A row of what jurisdictions lay down; of the same jurisdiction, the latest holds. */
export interface PolicyVersion extends Versioned, Version {
  readonly publishedAt: Instant;
}

/** SQL of the row of `table`, as alias v, that holds at `place`: the latest version of the nearest jurisdiction at or above it. */
export const inForceAt = (table: string, columns: string, place: string): string =>
  `SELECT ${columns} FROM ${table} v WHERE starts_with(${place}, v.jurisdiction_id) ORDER BY length(v.jurisdiction_id) DESC, v.version DESC LIMIT 1`;

/**
 * What jurisdictions lay down, policies and catalogues alike: a table for each kind, to which versions are added and in which
 * none is changed; `<table>_key` is unique over jurisdiction and version. What one jurisdiction has laid down never holds in
 * another (X-T11).
 */
export class Policies {
  private readonly statements = new Map<new () => object, { readonly latest: Statement; readonly inForce: Statement }>();

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  /** Adds the next version of a jurisdiction, which holds from now on. Of two at once the key of the table refuses one. */
  async publish<E extends PolicyVersion>(
    request: Request,
    entity: AggregateClass<E>,
    content: Omit<E, 'version' | 'publishedAt'>,
  ): Promise<Reply> {
    const [latest] = await this.database.read<Version>(this.of(entity).latest, [content.jurisdictionId]);
    const version = (latest?.version ?? 0) + 1;
    return this.work.create(
      request,
      entity,
      (publishedAt) => decide({ ...content, version, publishedAt } as unknown as E),
      ({ jurisdictionId: place }) => ({ place }),
    );
  }

  /** The version in force at a place; `undefined` when no jurisdiction at or above it has any. */
  async inForce<E extends PolicyVersion>(entity: AggregateClass<E>, placeCode: PlaceCode): Promise<E | undefined> {
    return (await this.database.read<E>(this.of(entity).inForce, [placeCode]))[0];
  }

  private of(entity: new () => object) {
    let found = this.statements.get(entity);
    if (!found) {
      const metadata = this.database.entities.getMetadata(entity);
      const { tableName: table } = metadata;
      constraint(`${table}_key`, requestErrors.concurrent);
      found = {
        latest: named(`policy.latest ${table}`, `SELECT version FROM ${table} WHERE jurisdiction_id = $1 ORDER BY version DESC LIMIT 1`),
        inForce: named(`policy.in-force ${table}`, inForceAt(table, columnsOf(metadata, 'v'), '$1::text')),
      };
      this.statements.set(entity, found);
    }
    return found;
  }
}
