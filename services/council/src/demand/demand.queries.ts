import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { demandHeat, demandsOfPlace, readDemand, unmetDemands, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, columnsOf, Database, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { rate } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { isHomeIn } from '../known-household/known-household.queries.js';
import { Demand } from './demand.entity.js';
import type { DemandState } from './demand.rules.js';

type Unmet = OutputOf<typeof unmetDemands>['items'][number];

interface Counted {
  readonly field: string;
  readonly listed: number;
  readonly open: number;
  readonly unmet: number;
  readonly raised: number;
  readonly fulfilled: number;
  readonly wanted: number;
}

const scope = inScope({ place: Demand.scope.place });
const unmet = named(
  'demand.unmet',
  `SELECT t.id AS "demandId", t.community_code AS "communityCode", t.field, t.skill, t.title, t.listed_at AS "listedAt",
     floor(extract(epoch FROM (SELECT gezhi_now()) - t.listed_at) / 86400)::int AS "waitedDays", t.lack, t.version
   FROM demand t WHERE ${isHomeIn(Demand.scope.place, '$3')} AND ${scope} AND t.state = 'OPEN' AND t.unmet_from <= (SELECT gezhi_now())
     AND ($4::text IS NULL OR t.field = $4) AND (t.listed_at, t.id) > ($5::timestamptz, $6::uuid) ORDER BY t.listed_at, t.id LIMIT $7`,
);
const heat = named(
  'demand.heat',
  `SELECT t.field, count(*)::int AS listed, (count(*) FILTER (WHERE t.state = 'OPEN'))::int AS open,
     (count(*) FILTER (WHERE t.state = 'OPEN' AND t.unmet_from <= (SELECT gezhi_now())))::int AS unmet,
     (count(*) FILTER (WHERE t.state = 'RAISED'))::int AS raised, (count(*) FILTER (WHERE t.state = 'FULFILLED'))::int AS fulfilled,
     (count(*) FILTER (WHERE t.state <> 'WITHDRAWN'))::int AS wanted
   FROM demand t WHERE ${isHomeIn(Demand.scope.place, '$1')} GROUP BY t.field ORDER BY t.field`,
);

@Injectable()
export class DemandQueries {
  private readonly statement;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {
    this.statement = named(
      'demand.of-place',
      `SELECT ${columnsOf(database.entities.getMetadata(Demand))} FROM demand t WHERE ${isHomeIn(Demand.scope.place, '$3')} AND ${scope}
         AND t.state = $4 AND ($5::text IS NULL OR t.field = $5)
         AND (t.listed_at, t.id) > ($6::timestamptz, $7::uuid) ORDER BY t.listed_at, t.id LIMIT $8`,
    );
  }

  @Handles(readDemand)
  async read({ id }: InputOf<typeof readDemand>, request: Request): Promise<OutputOf<typeof readDemand>> {
    return this.demand(id, request);
  }

  @Handles(demandsOfPlace)
  async ofPlace(input: InputOf<typeof demandsOfPlace>, request: Request): Promise<OutputOf<typeof demandsOfPlace>> {
    const { placeCode, state, field = null, after, limit } = input;
    const position = keyset(after, ascending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), placeCode, state, field, ...position, limit + 1];
    const rows = await this.database.read<DemandState>(this.statement, parameters);
    return pageOf(rows, limit, ({ listedAt, id }) => [listedAt, id]);
  }

  @Handles(unmetDemands)
  async unmet(input: InputOf<typeof unmetDemands>, request: Request): Promise<OutputOf<typeof unmetDemands>> {
    const { placeCode, field = null, after, limit } = input;
    const position = keyset(after, ascending('timestamptz', 'uuid'));
    const rows = await this.database.read<Unmet>(unmet, [...scopeParameters(request), placeCode, field, ...position, limit + 1]);
    return pageOf(rows, limit, ({ listedAt, demandId }) => [listedAt, demandId]);
  }

  @Handles(demandHeat)
  async heat({ placeCode }: InputOf<typeof demandHeat>): Promise<OutputOf<typeof demandHeat>> {
    const rows = await this.database.read<Counted>(heat, [placeCode]);
    return { fields: rows.map(({ fulfilled, wanted, ...counted }) => ({ ...counted, fulfilled: rate(fulfilled, wanted) })) };
  }

  /** C-T29 For other features: the demand that the actor reaches. @throws DomainError not-found outside the scope */
  async demand(id: string, request: Request): Promise<DemandState> {
    return (await this.work.load(request, Demand, id)).state;
  }
}
