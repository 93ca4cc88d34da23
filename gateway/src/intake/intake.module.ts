import { Module } from '@nestjs/common';
import { FileModule } from '../file/file.module.js';
import { IntakeCommands } from './intake.commands.js';
import { IntakeQueries } from './intake.queries.js';

@Module({ imports: [FileModule], providers: [IntakeCommands, IntakeQueries] })
export class IntakeModule {}
