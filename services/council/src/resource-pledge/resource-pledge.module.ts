import { Module } from '@nestjs/common';
import { CouncilModule } from '../council/council.module.js';
import { ServiceFieldModule } from '../service-field/service-field.module.js';
import { ResourcePledgeCommands } from './resource-pledge.commands.js';
import { ResourcePledgeQueries } from './resource-pledge.queries.js';

@Module({ imports: [CouncilModule, ServiceFieldModule], providers: [ResourcePledgeCommands, ResourcePledgeQueries] })
export class ResourcePledgeModule {}
