import { z } from 'zod';
import { contract, services } from '../define.js';
import { auditEntry } from '../platform-operations.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';

export const auditTrail = contract({
  subject: 'gateway.query.audit.trail.v1',
  summary: 'Who did what, when and why, in all services: of one record or of a place, the latest first',
  roles: leaders,
  scope: ['place'],
  method: 'GET',
  path: '/v1/audit',
  input: z.object({
    aggregateId: z.string().min(1).max(100).toLowerCase().optional(),
    placeCode: values.placeCode.optional(),
    service: z.enum(services).optional(),
    ...values.pageInput,
  }),
  output: values.page(auditEntry).extend({ unavailable: z.array(z.enum(services)) }),
  exports: ['csv', 'xlsx'],
});

export const auditVerification = contract({
  subject: 'gateway.query.audit.verification.v1',
  summary: 'Whether the audit of every service still is what was sealed, here and where the seals are kept',
  roles: ['operator'],
  scope: ['place'],
  method: 'GET',
  path: '/v1/audit/verification',
  input: z.object({}),
  output: z
    .object({
      items: z.array(
        z.object({
          service: z.enum(services),
          keptBy: z.enum(services),
          seals: z.int(),
          rows: z.int(),
          /** Whether a seal of it is kept elsewhere and was compared. */
          compared: z.boolean(),
          faults: z.array(z.object({ number: z.int(), fault: z.string() })),
        }),
      ),
      unavailable: z.array(z.enum(services)),
    })
    .meta({ id: 'AuditVerification' }),
  timeoutMs: 120_000,
});
