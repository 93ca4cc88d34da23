import { Module } from '@nestjs/common';
import { CouncilModule } from '../council/council.module.js';
import { MemberCommands } from './member.commands.js';
import { MemberQueries } from './member.queries.js';
import { MemberSchedule } from './member.schedule.js';
import { PairingCommands } from './pairing.commands.js';
import { PairingQueries } from './pairing.queries.js';
import { PersonQueries } from './person.queries.js';
import { RecusalCommands } from './recusal.commands.js';

@Module({
  imports: [CouncilModule],
  providers: [MemberCommands, MemberQueries, MemberSchedule, PairingCommands, PairingQueries, PersonQueries, RecusalCommands],
  exports: [MemberQueries, PersonQueries],
})
export class MemberModule {}
