import { Module } from '@nestjs/common';
import { PlaybookModule } from '../playbook/playbook.module.js';
import { CadreCommands } from './cadre.commands.js';
import { CadreQueries } from './cadre.queries.js';
import { CadreSchedule } from './cadre.schedule.js';
import { CadreSubscriber } from './cadre.subscriber.js';
import { DutyListCommands } from './duty-list.commands.js';
import { DutyListQueries } from './duty-list.queries.js';
import { DutySubscriber } from './duty.subscriber.js';
import { HandOverQueries } from './hand-over.queries.js';
import { RotationCommands } from './rotation.commands.js';

@Module({
  imports: [PlaybookModule],
  providers: [
    CadreCommands,
    CadreQueries,
    CadreSchedule,
    CadreSubscriber,
    DutyListCommands,
    DutyListQueries,
    DutySubscriber,
    HandOverQueries,
    RotationCommands,
  ],
  exports: [CadreQueries],
})
export class CadreModule {}
