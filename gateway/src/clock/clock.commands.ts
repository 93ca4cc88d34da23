import { Injectable } from '@nestjs/common';
import { advanceClock, clockErrors, platformContracts, runSchedules, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { ensure } from '@gezhi/shared/domain';
import { Handles, RequestClient } from '@gezhi/shared/messaging';
import { askAll, withoutKey } from '../fan-out/ask-all.js';

/** Time travel of a demo: every database's clock, together. */
@Injectable()
export class ClockCommands {
  constructor(private readonly requests: RequestClient) {}

  /** X-05 Sets the same offset everywhere; who did not answer is set by asking again, with a later offset for all. */
  @Handles(advanceClock)
  async advance({ to }: InputOf<typeof advanceClock>, request: Request): Promise<OutputOf<typeof advanceClock>> {
    const offsetMs = Math.round(Date.parse(to) - Date.now());
    const { unavailable } = await askAll((service) =>
      this.requests.call(platformContracts(service).advanceClock, { offsetMs }, withoutKey(request)),
    );
    ensure(!unavailable.length, clockErrors.partlyAdvanced, { unavailable });
    return { offsetMs, now: new Date(Date.now() + offsetMs).toISOString() };
  }

  /** X-05 Does what the passed time would have done. */
  @Handles(runSchedules)
  async run(_input: InputOf<typeof runSchedules>, request: Request): Promise<OutputOf<typeof runSchedules>> {
    const { answers, unavailable } = await askAll((service) =>
      this.requests.call(platformContracts(service).runSchedules, {}, withoutKey(request)),
    );
    return { schedules: Object.fromEntries([...answers].map(([service, { schedules }]) => [service, schedules])), unavailable };
  }
}
