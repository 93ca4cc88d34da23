import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { needUpdatesOfPlace, needUpdateSummary, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { columnsOf, Database, descending, keyset, named, pageOf, today } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { isHomeIn } from '../known-household/known-household.queries.js';
import { ServiceFieldQueries } from '../service-field/service-field.queries.js';
import { fieldOfNeed } from '../service-field/service-field.rules.js';
import { NeedUpdate } from './need-update.entity.js';
import type { NeedUpdateState } from './need-update.rules.js';

interface Counted {
  readonly kind: string;
  readonly households: number;
  readonly visits: number;
  readonly questionnaires: number;
}

/** SQL: the need `t` was not said again by its household since. */
const saidLast = `NOT EXISTS (SELECT 1 FROM need_update n WHERE n.household_id = t.household_id AND n.kind = t.kind
  AND (n.said_at, n.id) > (t.said_at, t.id))`;
const holds = `t.expires_on >= ${today}`;
const summary = named(
  'need-update.summary',
  `SELECT t.kind, count(DISTINCT t.household_id)::int AS households, (count(*) FILTER (WHERE t.channel = 'VISIT'))::int AS visits,
     (count(*) FILTER (WHERE t.channel = 'QUESTIONNAIRE'))::int AS questionnaires
   FROM need_update t WHERE ${isHomeIn(NeedUpdate.scope.place, '$1')} AND ${holds} AND ${saidLast} GROUP BY t.kind ORDER BY t.kind`,
);
const expired = named(
  'need-update.expired',
  `SELECT count(*)::int AS expired FROM need_update t WHERE ${isHomeIn(NeedUpdate.scope.place, '$1')} AND NOT (${holds}) AND ${saidLast}`,
);

@Injectable()
export class NeedUpdateQueries {
  private readonly statements;

  constructor(
    private readonly database: Database,
    private readonly fields: ServiceFieldQueries,
  ) {
    const columns = columnsOf(database.entities.getMetadata(NeedUpdate));
    this.statements = {
      one: named('need-update.one', `SELECT ${columns} FROM need_update t WHERE t.id = $1`),
      ofPlace: named(
        'need-update.of-place',
        `SELECT ${columns} FROM need_update t WHERE ${isHomeIn(NeedUpdate.scope.place, '$3')} AND ${inScope(NeedUpdate.scope)}
           AND ($4::text IS NULL OR t.kind = $4) AND ($5::text IS NULL OR t.channel = $5) AND ($6 OR (${holds} AND ${saidLast}))
           AND (t.said_at, t.id) < ($7::timestamptz, $8::uuid) ORDER BY t.said_at DESC, t.id DESC LIMIT $9`,
      ),
    };
  }

  @Handles(needUpdatesOfPlace)
  async ofPlace(input: InputOf<typeof needUpdatesOfPlace>, request: Request): Promise<OutputOf<typeof needUpdatesOfPlace>> {
    const { placeCode, kind = null, channel = null, past, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), placeCode, kind, channel, past, ...position, limit + 1];
    const rows = await this.database.read<NeedUpdateState>(this.statements.ofPlace, parameters);
    return pageOf(rows, limit, ({ saidAt, id }) => [saidAt, id]);
  }

  @Handles(needUpdateSummary)
  async summary({ placeCode }: InputOf<typeof needUpdateSummary>): Promise<OutputOf<typeof needUpdateSummary>> {
    const [rows, past, policy] = await Promise.all([
      this.database.read<Counted>(summary, [placeCode]),
      this.database.read<{ expired: number }>(expired, [placeCode]),
      this.fields.inForce({ placeCode }),
    ]);
    return { kinds: rows.map((row) => ({ ...row, field: fieldOfNeed(policy, row.kind) })), expired: past[0]!.expired };
  }

  /** C-16 A need, wherever it was said; what may be made of it is a rule. */
  async need(id: string): Promise<NeedUpdateState | undefined> {
    return (await this.database.read<NeedUpdateState>(this.statements.one, [id]))[0];
  }
}
