import { Injectable } from '@nestjs/common';
import { inPublicScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { gridOverview, requestErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { ensure, rate } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { CadreQueries } from '../cadre/cadre.queries.js';
import { figuresOf } from '../household/figure.queries.js';
import { ProblemQueries } from '../problem/problem.queries.js';
import { ServiceRequestQueries } from '../service-request/service-request.queries.js';
import { PictureQueries } from './picture.queries.js';

type Overview = OutputOf<typeof gridOverview>;

const gridsInScope = named(
  'overview.grids',
  `SELECT (SELECT count(*) FROM grid WHERE valid_to IS NULL AND starts_with(code, $3))::int AS grids WHERE ${inPublicScope('$3::text')}`,
);

/** G-05 The numbers of a place, each counted by the feature that owns it; of a grid the whole picture. */
@Injectable()
export class OverviewQueries {
  constructor(
    private readonly database: Database,
    private readonly cadres: CadreQueries,
    private readonly problems: ProblemQueries,
    private readonly requests: ServiceRequestQueries,
    private readonly picture: PictureQueries,
  ) {}

  @Handles(gridOverview)
  async overview({ placeCode }: InputOf<typeof gridOverview>, request: Request): Promise<Overview> {
    const [place] = await this.database.read<{ grids: number }>(gridsInScope, [...scopeParameters(request), placeCode]);
    ensure(place, requestErrors.notFound);
    const [[figures], { cadres }, { common, individual }, serviceRequests, grid] = await Promise.all([
      this.database.read<Pick<Overview, 'households' | 'visits'>>(figuresOf, [placeCode]),
      this.cadres.counts(placeCode),
      this.problems.counts(placeCode),
      this.requests.counts(placeCode),
      this.picture.of(placeCode, request),
    ]);
    const problems = {
      common: { ...common, rate: rate(common.rectified, common.total) },
      individual: { ...individual, rate: rate(individual.rectified, individual.total) },
      rate: rate(common.rectified + individual.rectified, common.total + individual.total),
    };
    return { placeCode, grids: place.grids, cadres, ...figures!, problems, serviceRequests, grid };
  }
}
