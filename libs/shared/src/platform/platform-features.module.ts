import { Module, type DynamicModule } from '@nestjs/common';
import type { Service } from '../contracts/define.js';
import { AssignmentSubscriber } from './assignment.subscriber.js';
import { auditSealSchedule } from './audit-seal.schedule.js';
import { auditSealSubscriber } from './audit-seal.subscriber.js';
import { platformCommands } from './platform.commands.js';
import { platformQueries } from './platform.queries.js';
import { retentionSchedule } from './retention.schedule.js';
import { SealVerifier } from './seal-verifier.js';

/** What every service can do beside its own features: clock, schedules, persons, audit, seals, retention, assignments heard. */
@Module({})
export class PlatformFeatures {
  static for(service: Service): DynamicModule {
    // The gateway owns assignments and writes `known_assignment` with them: what it decides bites there at once.
    const listeners = service === 'gateway' ? [] : [AssignmentSubscriber];
    const made = [platformCommands, platformQueries, auditSealSubscriber, auditSealSchedule, retentionSchedule].map((make) =>
      make(service),
    );
    return { module: PlatformFeatures, providers: [SealVerifier, ...listeners, ...made] };
  }
}
