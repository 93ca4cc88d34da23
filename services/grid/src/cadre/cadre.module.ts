import { Module } from '@nestjs/common';
import { CadreCommands } from './cadre.commands.js';
import { CadreQueries } from './cadre.queries.js';
import { CadreSubscriber } from './cadre.subscriber.js';

@Module({ providers: [CadreCommands, CadreQueries, CadreSubscriber], exports: [CadreQueries] })
export class CadreModule {}
