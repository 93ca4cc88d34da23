import { z } from 'zod';
import { contract, errors, services } from '../define.js';
import { personHoldings } from '../platform-operations.js';
import * as values from '../values.js';

export const personErrors = errors('gateway.person', {
  partlyErased: [
    'unavailable',
    '部分服务暂不可用，其余已删除，请用同一 Idempotency-Key 重试',
    'Some services did not answer, the others have erased; retry with the same Idempotency-Key',
  ],
});

const personRoles = ['operator', 'community-secretary', 'resident'] as const;

export const exportPerson = contract({
  subject: 'gateway.query.person.export.v1',
  summary: "A person's data in all services; residents export their own",
  roles: personRoles,
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/persons/:id/export',
  input: z.object({ id: values.id }),
  output: z
    .object({ personId: values.id, services: z.partialRecord(z.enum(services), personHoldings), unavailable: z.array(z.enum(services)) })
    .meta({ id: 'PersonExport' }),
  sensitive: true,
  timeoutMs: 15_000,
});

export const erasePerson = contract({
  subject: 'gateway.command.person.erase.v1',
  summary: "Erase a person's data in all services and end the person's accounts; residents erase their own",
  roles: personRoles,
  scope: ['place', 'self'],
  method: 'DELETE',
  path: '/v1/persons/:id',
  input: z.object({ id: values.id }),
  output: z.object({ personId: values.id, erased: z.array(z.enum(services)) }).meta({ id: 'PersonErased' }),
  errors: [personErrors.partlyErased],
  timeoutMs: 15_000,
});
