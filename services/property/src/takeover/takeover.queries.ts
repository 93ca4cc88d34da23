import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { providersOfPlace, readTakeover, takeoverPolicy, takeoversOfEstate, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf, Policies, UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import type { ServiceProviderState } from './provider.rules.js';
import { defaultPolicy } from './takeover-policy.rules.js';
import { Takeover, TakeoverPolicyVersion } from './takeover.entity.js';
import type { TakeoverState } from './takeover.rules.js';

const builtIn = { jurisdictionId: null, version: 0, publishedAt: null, ...defaultPolicy };
const takeoverColumns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.provider_id AS "providerId", t.state,
  t.items, t.opened_at AS "openedAt", t.ended_at AS "endedAt"`;
const providerColumns = `t.id, t.version, t.place_code AS "placeCode", t.name, t.kind, t.distributes_profit AS "distributesProfit",
  t.registered_at AS "registeredAt"`;
const ofEstate = named(
  'takeover.of-estate',
  `SELECT ${takeoverColumns} FROM takeover t WHERE t.estate_id = $3 AND ${inScope(Takeover.scope)}
     AND (t.opened_at, t.id) < ($4::timestamptz, $5::uuid) ORDER BY t.opened_at DESC, t.id DESC LIMIT $6`,
);
const providers = named(
  'takeover.providers',
  `SELECT ${providerColumns} FROM service_provider t WHERE ${within('$3', 't.place_code')} AND ($4::text IS NULL OR t.kind = $4)
     AND (t.place_code, t.name) > ($5, $6) ORDER BY t.place_code, t.name LIMIT $7`,
);
const one = named('takeover.one', `SELECT ${takeoverColumns} FROM takeover t WHERE t.id = $1`);
const oneProvider = named('takeover.provider', `SELECT ${providerColumns} FROM service_provider t WHERE t.id = $1`);

@Injectable()
export class TakeoverQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly policies: Policies,
  ) {}

  @Handles(readTakeover)
  async read({ id }: InputOf<typeof readTakeover>, request: Request): Promise<OutputOf<typeof readTakeover>> {
    return (await this.work.load(request, Takeover, id)).state;
  }

  @Handles(takeoversOfEstate)
  async ofEstate(input: InputOf<typeof takeoversOfEstate>, request: Request): Promise<OutputOf<typeof takeoversOfEstate>> {
    const { estateId, after, limit } = input;
    const parameters = [...scopeParameters(request), estateId, ...keyset(after, descending('timestamptz', 'uuid')), limit + 1];
    return pageOf(await this.database.read<TakeoverState>(ofEstate, parameters), limit, ({ openedAt, id }) => [openedAt, id]);
  }

  @Handles(providersOfPlace)
  async providers(input: InputOf<typeof providersOfPlace>, request: Request): Promise<OutputOf<typeof providersOfPlace>> {
    const { placeCode, kind = null, after, limit } = input;
    const position = keyset(after, ascending('text', 'text'));
    const rows = await this.database.read<ServiceProviderState>(providers, [
      ...scopeParameters(request),
      placeCode,
      kind,
      ...position,
      limit + 1,
    ]);
    return pageOf(rows, limit, (provider) => [provider.placeCode, provider.name]);
  }

  /** What holds at a place; the list of the platform where no jurisdiction has laid down its own. */
  @Handles(takeoverPolicy)
  async inForce({ placeCode }: InputOf<typeof takeoverPolicy>): Promise<OutputOf<typeof takeoverPolicy>> {
    return (await this.policies.inForce(TakeoverPolicyVersion, placeCode)) ?? builtIn;
  }

  /** A take-over, wherever it is; what may be done with it is decided where it is changed. */
  async of(id: string): Promise<TakeoverState | undefined> {
    return (await this.database.read<TakeoverState>(one, [id]))[0];
  }

  /** A provider, wherever it is registered. */
  async provider(id: string): Promise<ServiceProviderState | undefined> {
    return (await this.database.read<ServiceProviderState>(oneProvider, [id]))[0];
  }
}
