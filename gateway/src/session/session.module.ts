import { Module } from '@nestjs/common';
import { AccessTokens } from './access-tokens.js';
import { Oidc } from './oidc.js';
import { Passwords } from './passwords.js';
import { SessionCommands } from './session.commands.js';
import { SessionQueries } from './session.queries.js';
import { SessionSchedule } from './session.schedule.js';
import { Sessions } from './sessions.js';
import { SignInFailures } from './sign-in-failures.js';
import { SignInMethods } from './sign-in-methods.js';

@Module({
  providers: [AccessTokens, Oidc, Passwords, Sessions, SignInFailures, SignInMethods, SessionCommands, SessionQueries, SessionSchedule],
  exports: [Passwords, SignInFailures],
})
export class SessionModule {}
