import { Injectable, type Type } from '@nestjs/common';
import type { Request } from '../auth/request.js';
import { inScope, scopeParameters } from '../auth/scope.js';
import type { InputOf, OutputOf, Service } from '../contracts/define.js';
import { platformContracts, type AuditEntry, type SealMark } from '../contracts/platform-operations.js';
import { registry } from '../contracts/registry.js';
import { confidants } from '../contracts/roles.js';
import { Database } from '../database/database.js';
import { descending, keyset, pageOf } from '../database/keyset.js';
import { named } from '../database/lane.js';
import { Handles } from '../messaging/handles.js';
import { SealVerifier } from './seal-verifier.js';
import { sealsKeptBy } from './keepers.js';
import { recordsOf, selectPerson } from './person-data.js';

const entry = `t.position, t.at, t.actor_id AS "actorId", t.roles, t.operation, t.aggregate_id AS "aggregateId", t.place_code AS "placeCode", t.reason, t.changes, t.trace_id AS "traceId"`;
const rest = `t.position < $4::bigint AND ${inScope({ place: 't.place_code' })} ORDER BY t.position DESC LIMIT $5`;
const trailOfAggregate = named(
  'audit.of-aggregate',
  `SELECT ${entry} FROM audit t WHERE t.aggregate_id = $3 AND starts_with(t.place_code, $6) AND ${rest}`,
);
const trailOfPlace = named('audit.of-place', `SELECT ${entry} FROM audit t WHERE starts_with(t.place_code, $3) AND ${rest}`);
const latestKept = named('audit.latest-kept', 'SELECT number, seal FROM known_seal WHERE service = $1 ORDER BY number DESC LIMIT 1');

const isConfidant = (role: string): boolean => (confidants as readonly string[]).includes(role);
const isConfidedTo = (operation: string, roles: readonly string[]): boolean =>
  !registry.contract(operation)?.roles?.every(isConfidant) || roles.some(isConfidant);

/** The queries every service has: a person's data, the audit trail, its seals. */
export function platformQueries(service: Service): Type {
  const { exportPerson, auditTrail, keptSeal, verifyAudit } = platformContracts(service);

  @Injectable()
  class PlatformQueries {
    constructor(
      private readonly database: Database,
      private readonly verifier: SealVerifier,
    ) {}

    /** X-T8 Everything held about a person; `held: false` where there is nothing within the actor's scope. */
    @Handles(exportPerson)
    async exportPerson({ personId }: InputOf<typeof exportPerson>, request: Request): Promise<OutputOf<typeof exportPerson>> {
      const person = await this.person(personId, request);
      if (!person) return { held: false, person: null, records: {} };
      const others = request.roles.filter((role) => role !== 'operator');
      const confided = others.length === request.roles.length ? person : await this.person(personId, { ...request, roles: others });
      return { held: true, person, records: await recordsOf(this.database, personId, confided !== undefined) };
    }

    private async person(personId: string, request: Request): Promise<Record<string, unknown> | undefined> {
      return (await this.database.read<Record<string, unknown>>(selectPerson(this.database), [...scopeParameters(request), personId]))[0];
    }

    /** X-06 Rows of the audit within the actor's scope, the latest first; what changed by an operation of confidants only for them. */
    @Handles(auditTrail)
    async trail(
      { aggregateId, placeCode, after, limit }: InputOf<typeof auditTrail>,
      request: Request,
    ): Promise<OutputOf<typeof auditTrail>> {
      const [position] = keyset(after, descending('bigint'));
      const common = [...scopeParameters(request), aggregateId ?? placeCode ?? '', position, limit + 1];
      const rows = aggregateId
        ? await this.database.read<Omit<AuditEntry, 'service'>>(trailOfAggregate, [...common, placeCode ?? ''])
        : await this.database.read<Omit<AuditEntry, 'service'>>(trailOfPlace, common);
      return pageOf(
        rows.map((row) => ({ service, ...row, changes: isConfidedTo(row.operation, request.roles) ? row.changes : {} })),
        limit,
        (row) => [row.position],
      );
    }

    @Handles(keptSeal)
    async keptSeal(): Promise<OutputOf<typeof keptSeal>> {
      const of = sealsKeptBy[service];
      const [latest = null] = await this.database.read<SealMark>(latestKept, [of]);
      return { of, latest };
    }

    @Handles(verifyAudit)
    verify({ kept }: InputOf<typeof verifyAudit>): Promise<OutputOf<typeof verifyAudit>> {
      return this.verifier.verify(kept);
    }
  }
  return PlatformQueries;
}
