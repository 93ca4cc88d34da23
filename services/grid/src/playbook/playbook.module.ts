import { Module } from '@nestjs/common';
import { PlaybookPolicyCommands } from './playbook-policy.commands.js';
import { PlaybookQueries } from './playbook.queries.js';

@Module({ providers: [PlaybookPolicyCommands, PlaybookQueries], exports: [PlaybookQueries] })
export class PlaybookModule {}
