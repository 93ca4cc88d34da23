import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  adoptedStandards,
  readStandard,
  requestErrors,
  standardInForce,
  standardVersions,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, UnitOfWork, today } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { ServiceStandard } from './standard.entity.js';
import type { StandardState } from './standard.rules.js';

const columns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.promises, t.partly_percent AS "partlyPercent",
  t.state, t.number, t.decision_id AS "decisionId", t.effective_from AS "effectiveFrom", t.drafted_at AS "draftedAt", t.published_at AS "publishedAt"`;
const versions = named(
  'standard.versions',
  `SELECT ${columns} FROM service_standard t WHERE t.estate_id = $3 AND ${inScope({ place: 't.community_code', estate: 't.estate_id' })}
     AND (t.drafted_at, t.id) < ($4::timestamptz, $5::uuid) ORDER BY t.drafted_at DESC, t.id DESC LIMIT $6`,
);
const adopted = named(
  'standard.adopted',
  `SELECT ${columns} FROM service_standard t WHERE t.estate_id = $1 AND t.state = 'ADOPTED' AND t.number < $2 ORDER BY t.number DESC LIMIT $3`,
);
const inForce = named(
  'standard.in-force',
  `SELECT ${columns} FROM service_standard t WHERE t.estate_id = $1 AND t.state = 'ADOPTED'
     AND t.effective_from <= coalesce($2::date, ${today}) ORDER BY t.number DESC LIMIT 1`,
);
/** The one in force now, and those yet to take effect: a creation may be decided on the day after. */
const present = named(
  'standard.present',
  `SELECT ${columns} FROM service_standard t WHERE t.estate_id = $1 AND t.state = 'ADOPTED' ORDER BY t.number DESC LIMIT 10`,
);
const one = named('standard.one', `SELECT ${columns} FROM service_standard t WHERE t.id = $1`);

@Injectable()
export class StandardQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(readStandard)
  async read({ id }: InputOf<typeof readStandard>, request: Request): Promise<OutputOf<typeof readStandard>> {
    return (await this.work.load(request, ServiceStandard, id)).state;
  }

  @Handles(standardVersions)
  async versions(input: InputOf<typeof standardVersions>, request: Request): Promise<OutputOf<typeof standardVersions>> {
    const { estateId, after, limit } = input;
    const parameters = [...scopeParameters(request), estateId, ...keyset(after, descending('timestamptz', 'uuid')), limit + 1];
    return pageOf(await this.database.read<StandardState>(versions, parameters), limit, ({ draftedAt, id }) => [draftedAt, id]);
  }

  @Handles(adoptedStandards)
  async adopted({ estateId, after, limit }: InputOf<typeof adoptedStandards>): Promise<OutputOf<typeof adoptedStandards>> {
    const rows = await this.database.read<StandardState>(adopted, [estateId, ...keyset(after, descending('integer')), limit + 1]);
    return pageOf(rows, limit, ({ number }) => [number!]);
  }

  @Handles(standardInForce)
  async inForce(input: InputOf<typeof standardInForce>): Promise<OutputOf<typeof standardInForce>> {
    const { estateId, on = null } = input;
    const [row] = await this.database.read<StandardState>(inForce, [estateId, on]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  /** A standard, wherever it is; what may be done with it is decided where it is done. */
  async one(id: string): Promise<StandardState | undefined> {
    return (await this.database.read<StandardState>(one, [id]))[0];
  }

  /** The last adopted standards of an estate, which hold the one in force. */
  ofEstate(estateId: string): Promise<StandardState[]> {
    return this.database.read<StandardState>(present, [estateId]);
  }
}
