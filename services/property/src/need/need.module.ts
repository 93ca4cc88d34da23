import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { NeedPolicyQueries } from './need-policy.queries.js';
import { NeedCommands } from './need.commands.js';
import { NeedQueries } from './need.queries.js';

@Module({ imports: [EstateModule], providers: [NeedCommands, NeedQueries, NeedPolicyQueries] })
export class NeedModule {}
