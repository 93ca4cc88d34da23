import { Module } from '@nestjs/common';
import { EstateCommands } from './estate.commands.js';
import { EstateQueries } from './estate.queries.js';

@Module({ providers: [EstateCommands, EstateQueries], exports: [EstateQueries] })
export class EstateModule {}
