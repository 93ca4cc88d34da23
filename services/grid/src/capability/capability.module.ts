import { Module } from '@nestjs/common';
import { PlaybookModule } from '../playbook/playbook.module.js';
import { CapabilityCommands } from './capability.commands.js';
import { CapabilityQueries } from './capability.queries.js';

/** What cadres and grid workers are able to do, and the interviews that found it. */
@Module({ imports: [PlaybookModule], providers: [CapabilityCommands, CapabilityQueries] })
export class CapabilityModule {}
