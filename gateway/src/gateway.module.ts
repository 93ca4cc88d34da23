import { Module } from '@nestjs/common';
import type { ServiceDefinition } from '@gezhi/shared/boot';
import { Account } from './account/account.entity.js';
import { AccountModule } from './account/account.module.js';
import { Assignment } from './account/assignment.entity.js';
import { OneTimeCode } from './account/one-time-code.entity.js';
import { AuditModule } from './audit/audit.module.js';
import { ClockModule } from './clock/clock.module.js';
import { CreateAccount1700000001000 } from './migrations/1700000001000-create-account.js';
import { OverviewModule } from './overview/overview.module.js';
import { PersonModule } from './person/person.module.js';
import { RefreshToken } from './session/refresh-token.entity.js';
import { Session } from './session/session.entity.js';
import { SessionModule } from './session/session.module.js';

@Module({ imports: [SessionModule, AccountModule, PersonModule, AuditModule, ClockModule, OverviewModule] })
export class GatewayModule {}

/** The gateway as a service: it owns accounts and sessions, and asks the others. */
export const gatewayService: ServiceDefinition = {
  name: 'gateway',
  module: GatewayModule,
  entities: [Account, Assignment, OneTimeCode, Session, RefreshToken],
  migrations: [CreateAccount1700000001000],
};
