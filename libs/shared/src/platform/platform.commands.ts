import { Injectable, type Type } from '@nestjs/common';
import type { Request } from '../auth/request.js';
import { inScope, scopeParameters } from '../auth/scope.js';
import type { InputOf, OutputOf, Service } from '../contracts/define.js';
import { requestErrors } from '../contracts/platform.js';
import { platformContracts, platformErrors } from '../contracts/platform-operations.js';
import { Clock } from '../database/clock.js';
import { Database } from '../database/database.js';
import { named } from '../database/lane.js';
import type { Reply } from '../database/reply.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { ensure } from '../domain/decision.js';
import { Handles } from '../messaging/handles.js';
import { ScheduleRunner } from '../schedule/schedule-runner.js';
import { erasePersons, personInScope } from './person-data.js';

const findPerson = named(
  'person.find',
  `SELECT t.community_code AS "communityCode", t.erased_at AS "erasedAt" FROM person t WHERE t.id = $3 AND ${personInScope}`,
);

const isEverywhere = named('scope.everywhere', `SELECT ${inScope({ place: "''" })} AS everywhere`);

/** The commands every service has: the movable clock, schedules on demand, erasure. */
export function platformCommands(service: Service): Type {
  const { advanceClock, runSchedules, erasePerson } = platformContracts(service);

  @Injectable()
  class PlatformCommands {
    constructor(
      private readonly database: Database,
      private readonly work: UnitOfWork,
      private readonly clock: Clock,
      private readonly schedules: ScheduleRunner,
    ) {}

    /** Only an operator of all places moves the clock: it is the same for all. */
    @Handles(advanceClock)
    async advanceClock({ offsetMs }: InputOf<typeof advanceClock>, request: Request): Promise<Reply> {
      const reply = await this.work.act(request, { place: '', id: 'clock' }, async (act) => {
        const moved = await act.query('UPDATE clock_offset SET milliseconds = $1 WHERE milliseconds <= $1 RETURNING milliseconds', [
          offsetMs,
        ]);
        ensure(moved.length, platformErrors.clockBackwards);
        act.note({ offsetMs });
        return { offsetMs, now: (await act.query<{ now: string }>('SELECT gezhi_now() AS now'))[0]!.now };
      });
      await this.clock.synchronise();
      return reply;
    }

    @Handles(runSchedules)
    async runSchedules(_input: InputOf<typeof runSchedules>, request: Request): Promise<Reply> {
      const [row] = await this.database.read<{ everywhere: boolean }>(isEverywhere, scopeParameters(request));
      ensure(row!.everywhere, requestErrors.notFound);
      // Outside any transaction: sealing waits for those under way.
      const schedules = await this.schedules.runAll();
      return this.work.act(request, { place: '', id: 'schedules' }, async (act) => {
        act.note({ schedules });
        return { schedules };
      });
    }

    /** X-T8 Clears the person's row and words; says `held: false` where there is none within the actor's scope. */
    @Handles(erasePerson)
    async erasePerson({ personId }: InputOf<typeof erasePerson>, request: Request): Promise<Reply | OutputOf<typeof erasePerson>> {
      const [person] = await this.database.read<{ communityCode: string; erasedAt: string | null }>(findPerson, [
        ...scopeParameters(request),
        personId,
      ]);
      if (!person) return { held: false, erasedAt: null };
      if (person.erasedAt) return { held: true, erasedAt: person.erasedAt };
      return this.work.act(request, { place: person.communityCode, self: personId, id: personId }, async (act) => {
        await erasePersons(act, this.database.entities, 'id = $2', personId);
        act.note({ erasedAt: [act.now] });
        return { held: true, erasedAt: act.now };
      });
    }
  }
  return PlatformCommands;
}
