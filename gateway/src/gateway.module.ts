import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { Account } from './account/account.entity.js';
import { AccountModule } from './account/account.module.js';
import { Assignment } from './account/assignment.entity.js';
import { OneTimeCode } from './account/one-time-code.entity.js';
import { AuditModule } from './audit/audit.module.js';
import { ClockModule } from './clock/clock.module.js';
import { CreateAccount1700000100000 } from './migrations/1700000100000-create-account.js';
import { CreateFileAndIntake1700000300000 } from './migrations/1700000300000-create-file-and-intake.js';
import { File } from './file/file.entity.js';
import { FileModule } from './file/file.module.js';
import { Intake } from './intake/intake.entity.js';
import { IntakeModule } from './intake/intake.module.js';
import { OverviewModule } from './overview/overview.module.js';
import { PersonModule } from './person/person.module.js';
import { RefreshToken } from './session/refresh-token.entity.js';
import { Session } from './session/session.entity.js';
import { SessionModule } from './session/session.module.js';

@Module({ imports: [SessionModule, AccountModule, PersonModule, AuditModule, ClockModule, OverviewModule, FileModule, IntakeModule] })
export class GatewayModule {}

/** The gateway as a service: it owns accounts and sessions, and asks the others. */
export const gatewayService: ServiceDefinition = {
  name: 'gateway',
  module: GatewayModule,
  entities: [Account, Assignment, OneTimeCode, Session, RefreshToken, File, Intake],
  migrations: [CreateAccount1700000100000, CreateFileAndIntake1700000300000],
};
