import { Module } from '@nestjs/common';
import { CadreModule } from '../cadre/cadre.module.js';
import { ProblemModule } from '../problem/problem.module.js';
import { ServiceRequestModule } from '../service-request/service-request.module.js';
import { OverviewQueries } from './overview.queries.js';

/** Apart from the partition itself, which the features counted here build on. */
@Module({ imports: [CadreModule, ProblemModule, ServiceRequestModule], providers: [OverviewQueries] })
export class OverviewModule {}
