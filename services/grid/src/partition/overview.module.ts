import { Module } from '@nestjs/common';
import { CadreModule } from '../cadre/cadre.module.js';
import { ProblemModule } from '../problem/problem.module.js';
import { ProfileModule } from '../profile/profile.module.js';
import { ServiceRequestModule } from '../service-request/service-request.module.js';
import { OverviewQueries } from './overview.queries.js';
import { PictureQueries } from './picture.queries.js';

/** Apart from the partition itself, which the features counted here build on. */
@Module({
  imports: [CadreModule, ProblemModule, ProfileModule, ServiceRequestModule],
  providers: [OverviewQueries, PictureQueries],
})
export class OverviewModule {}
