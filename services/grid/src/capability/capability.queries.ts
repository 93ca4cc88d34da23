import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  cadreStratum,
  capabilitiesOf,
  interviewCoverage,
  interviewsOfCadre,
  type CadreStratum,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { rate } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { PlaybookQueries } from '../playbook/playbook.queries.js';
import { levelsOf, meanLevels, type CapabilityState, type Rating } from './capability.rules.js';

const interviews = named(
  'capability.interviews',
  `SELECT t.id, t.version, t.cadre_id AS "cadreId", t.place_code AS "placeCode", t.stratum, t.held_on AS "heldOn",
     t.interviewer_id AS "interviewerId", t.summary, coalesce(t.levels, '[]') AS levels
   FROM capability_interview t WHERE t.cadre_id = $3 AND ${inScope({ place: 't.place_code' })}
     AND (t.held_on, t.id) < ($4::date, $5::uuid) ORDER BY t.held_on DESC, t.id DESC LIMIT $6`,
);
const held = named(
  'capability.held',
  `SELECT t.id, t.holder_id AS "holderId", t.place_code AS "placeCode", t.tag, t.level, t.source, t.at
   FROM capability t WHERE t.holder_id = $3 AND ${inScope({ place: 't.place_code' })} ORDER BY t.tag, t.at, t.id`,
);
const strata = named(
  'capability.strata',
  `SELECT t.stratum, count(*)::int AS cadres,
     (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM capability_interview i WHERE i.cadre_id = t.id)))::int AS interviewed
   FROM cadre t WHERE t.active AND ${within('$3', 't.home_place')} GROUP BY t.stratum`,
);
const ratings = named(
  'capability.of-strata',
  `SELECT k.id, k.holder_id AS "holderId", k.tag, k.level, k.at, t.stratum FROM cadre t JOIN capability k ON k.holder_id = t.id
   WHERE t.active AND ${within('$3', 't.home_place')}`,
);

@Injectable()
export class CapabilityQueries {
  constructor(
    private readonly database: Database,
    private readonly playbooks: PlaybookQueries,
  ) {}

  @Handles(interviewsOfCadre)
  async interviews(
    { cadreId, after, limit }: InputOf<typeof interviewsOfCadre>,
    request: Request,
  ): Promise<OutputOf<typeof interviewsOfCadre>> {
    const rows = await this.database.read<OutputOf<typeof interviewsOfCadre>['items'][number]>(interviews, [
      ...scopeParameters(request),
      cadreId,
      ...keyset(after, descending('date', 'uuid')),
      limit + 1,
    ]);
    return pageOf(rows, limit, ({ heldOn, id }) => [heldOn, id]);
  }

  @Handles(capabilitiesOf)
  async held({ holderId }: InputOf<typeof capabilitiesOf>, request: Request): Promise<OutputOf<typeof capabilitiesOf>> {
    const latest = levelsOf(await this.database.read<CapabilityState>(held, [...scopeParameters(request), holderId]));
    if (!latest.length) return { items: [] };
    const { capabilities } = await this.playbooks.at(latest[0]!.placeCode);
    // A capability that has left the catalogue keeps its level under its code.
    const zhOf = (tag: string) => capabilities.find(({ code }) => code === tag)?.zh ?? tag;
    return { items: latest.map(({ tag, level, source, at }) => ({ tag, zh: zhOf(tag), level, source, at })) };
  }

  @Handles(interviewCoverage)
  async coverage({ placeCode }: InputOf<typeof interviewCoverage>, request: Request): Promise<OutputOf<typeof interviewCoverage>> {
    const parameters = [...scopeParameters(request), placeCode];
    const [counts, rated] = await Promise.all([
      this.database.read<{ stratum: CadreStratum; cadres: number; interviewed: number }>(strata, parameters),
      this.database.read<Rating & { stratum: CadreStratum }>(ratings, parameters),
    ]);
    return {
      strata: cadreStratum.options.map((stratum) => {
        const { cadres, interviewed } = counts.find((count) => count.stratum === stratum) ?? { cadres: 0, interviewed: 0 };
        const levels = meanLevels(rated.filter((rating) => rating.stratum === stratum));
        return { stratum, interviewed: rate(interviewed, cadres), levels };
      }),
    };
  }
}
