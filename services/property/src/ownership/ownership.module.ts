import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { OwnershipCommands } from './ownership.commands.js';
import { OwnershipQueries } from './ownership.queries.js';

@Module({ imports: [EstateModule], providers: [OwnershipCommands, OwnershipQueries] })
export class OwnershipModule {}
