import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.js';
import { PersonCommands } from './person.commands.js';
import { PersonQueries } from './person.queries.js';

@Module({ imports: [AccountModule], providers: [PersonCommands, PersonQueries] })
export class PersonModule {}
