import { z } from 'zod';
import { contract, errors, services } from '../define.js';
import { platformErrors } from '../platform-operations.js';
import * as values from '../values.js';

export const clockErrors = errors('gateway.clock', {
  partlyAdvanced: ['unavailable', '部分服务的时钟未能调整，请重试', 'Some clocks did not move; try again'],
});

export const advanceClock = contract({
  subject: 'gateway.command.clock.advance.v1',
  summary: 'Move the clock of all services forward to an instant',
  roles: ['operator'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/clock/advance',
  input: z.object({ to: values.instant }),
  output: z.object({ offsetMs: z.int(), now: values.instant }).meta({ id: 'MovedClock' }),
  errors: [platformErrors.clockBackwards, clockErrors.partlyAdvanced],
  demoOnly: true,
});

export const runSchedules = contract({
  subject: 'gateway.command.clock.run-schedules.v1',
  summary: 'Run every schedule of all services once, as if its time had come',
  roles: ['operator'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/schedules/run',
  input: z.object({}),
  output: z
    .object({ schedules: z.partialRecord(z.enum(services), z.array(z.string())), unavailable: z.array(z.enum(services)) })
    .meta({ id: 'SchedulesRun' }),
  demoOnly: true,
  timeoutMs: 180_000,
});
