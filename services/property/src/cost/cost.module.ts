import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { CostCommands } from './cost.commands.js';
import { CostQueries } from './cost.queries.js';

@Module({ imports: [EstateModule], providers: [CostCommands, CostQueries] })
export class CostModule {}
