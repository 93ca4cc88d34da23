import { Module } from '@nestjs/common';
import { accountErrors, requestErrors } from '@gezhi/shared/contracts';
import { constraint } from '@gezhi/shared/database';
import { SessionModule } from '../session/session.module.js';
import { AccountErasure } from './account-erasure.js';
import { AccountCommands } from './account.commands.js';
import { AccountQueries } from './account.queries.js';
import { ActivationCommands } from './activation.commands.js';
import { AssignmentCommands } from './assignment.commands.js';
import { DeploymentSubscriber } from './deployment.subscriber.js';
import { FirstOperator } from './first-operator.js';
import { HouseholdCheck } from './household-check.js';
import { InvitationCommands } from './invitation.commands.js';
import { PasswordCommands } from './password.commands.js';

constraint('account_pkey', requestErrors.idTaken);
constraint('account_username_key', accountErrors.usernameTaken);
constraint('assignment_pkey', requestErrors.idTaken);
constraint('assignment_once_key', accountErrors.alreadyAssigned);

@Module({
  imports: [SessionModule],
  providers: [
    HouseholdCheck,
    InvitationCommands,
    ActivationCommands,
    AssignmentCommands,
    AccountCommands,
    PasswordCommands,
    AccountQueries,
    DeploymentSubscriber,
    FirstOperator,
    AccountErasure,
  ],
  exports: [AccountErasure],
})
export class AccountModule {}
