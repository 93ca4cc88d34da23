import { z } from 'zod';
import { contract, errors, event, services, type Service } from './define.js';
import { leaders } from './roles.js';
import * as values from './values.js';

export const platformErrors = errors('platform.operation', {
  clockBackwards: ['rule', '时钟只能向前调，请给出更晚的时间', 'The clock moves forward only; give a later time'],
});

/** One row of the audit: who did what, where, when, why, and the fields that changed as [before, after]. */
export const auditEntry = z
  .object({
    service: z.enum(services),
    position: z.int(),
    at: values.instant,
    actorId: z.string(),
    roles: z.array(z.string()),
    operation: z.string(),
    aggregateId: z.string(),
    placeCode: z.string(),
    reason: z.string().nullable(),
    /** Personal fields stand here as keyed hashes. */
    changes: z.record(z.string(), z.unknown()),
    traceId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.output<typeof auditEntry>;

/** A seal over a run of audit rows: hex SHA-256, chained to the seal before it. */
export const sealMark = z.object({ number: z.int().positive(), seal: z.string().regex(/^[0-9a-f]{64}$/) });
export type SealMark = z.output<typeof sealMark>;

/** What one service holds about a person; `held` is false also where the actor may not see it. */
export const personHoldings = z
  .object({
    held: z.boolean(),
    /** The row of the table `person`. */
    person: z.record(z.string(), z.unknown()).nullable(),
    /** Other rows that refer to the person, by table, at most 1000 each. */
    records: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
  })
  .meta({ id: 'PersonHoldings' });
export type PersonHoldings = z.output<typeof personHoldings>;

const personRoles = ['operator', 'community-secretary', 'resident'] as const;
const personId = z.object({ personId: values.id });

function declare(service: Service) {
  return {
    advanceClock: contract({
      subject: `${service}.command.platform.advance-clock.v1`,
      summary: 'Set the offset of the movable clock, forward only',
      roles: ['operator'],
      scope: ['place'],
      input: z.object({ offsetMs: z.int() }),
      output: z.object({ offsetMs: z.int(), now: values.instant }),
      errors: [platformErrors.clockBackwards],
      demoOnly: true,
    }),
    runSchedules: contract({
      subject: `${service}.command.platform.run-schedules.v1`,
      summary: 'Run every schedule once, now',
      roles: ['operator'],
      scope: ['place'],
      input: z.object({}),
      output: z.object({ schedules: z.array(z.string()) }),
      demoOnly: true,
      timeoutMs: 120_000,
    }),
    exportPerson: contract({
      subject: `${service}.query.platform.export-person.v1`,
      summary: 'Everything this service holds about a person',
      roles: personRoles,
      scope: ['place', 'self'],
      input: personId,
      output: personHoldings,
      sensitive: true,
    }),
    erasePerson: contract({
      subject: `${service}.command.platform.erase-person.v1`,
      summary: 'Clear the personal data this service holds about a person',
      roles: personRoles,
      scope: ['place', 'self'],
      input: personId,
      output: z.object({ held: z.boolean(), erasedAt: values.instant.nullable() }),
    }),
    auditTrail: contract({
      subject: `${service}.query.platform.audit-trail.v1`,
      summary: 'Audit rows of an aggregate or a place, the latest first',
      roles: leaders,
      scope: ['place'],
      input: z.object({
        aggregateId: z.string().min(1).max(100).toLowerCase().optional(),
        placeCode: values.placeCode.optional(),
        ...values.pageInput,
      }),
      output: values.page(auditEntry),
    }),
    keptSeal: contract({
      subject: `${service}.query.platform.kept-seal.v1`,
      summary: "The latest seal this service keeps of another service's audit",
      roles: ['operator'],
      scope: ['place'],
      input: z.object({}),
      output: z.object({ of: z.enum(services), latest: sealMark.nullable() }),
    }),
    verifyAudit: contract({
      subject: `${service}.query.platform.verify-audit.v1`,
      summary: 'Compute all seals of the audit anew and compare them with those stored and with the one kept elsewhere',
      roles: ['operator'],
      scope: ['place'],
      input: z.object({ kept: sealMark.nullable() }),
      output: z.object({
        seals: z.int(),
        rows: z.int(),
        faults: z
          .array(
            z.object({
              number: z.int(),
              fault: z.enum(['ROWS_CHANGED', 'SEAL_CHANGED', 'CHAIN_BROKEN', 'SEAL_MISSING', 'DIFFERS_FROM_KEPT']),
            }),
          )
          .max(100),
      }),
      timeoutMs: 60_000,
    }),
    auditSealed: event({
      subject: `${service}.event.audit.sealed.v1`,
      summary: 'Audit rows were sealed; another service keeps the seal',
      data: sealMark.extend({ service: z.enum(services), sealedAt: values.instant }),
    }),
  };
}

const declared = new Map(services.map((service) => [service, declare(service)]));

/** The operations every service has beside its own, asked by the gateway alone, and the event of its seals. */
export const platformContracts = (service: Service): ReturnType<typeof declare> => declared.get(service)!;
