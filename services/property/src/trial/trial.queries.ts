import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  consentOfContract,
  consentOfTrial,
  contractsOfEstate,
  readTrial,
  requestErrors,
  trialConversions,
  trialsOfEstate,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf, UnitOfWork, type Statement } from '@gezhi/shared/database';
import { ensure, rate } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import type { ServedUnit } from './contract.rules.js';
import { Trial } from './trial.entity.js';
import { contractColumns } from './trial.plan.js';
import { daysLeft, type Consent, type ContractState, type TrialState, type TriedUnit } from './trial.rules.js';

type Counts = Omit<OutputOf<typeof trialConversions>, 'conversion'>;

const reached = inScope(Trial.scope);
const trials = named(
  'trial.of-estate',
  `SELECT t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.unit_id AS "unitId", t.household_id AS "householdId",
     t.offer_id AS "offerId", t.signed_on::text AS "signedOn", t.first_day::text AS "firstDay", t.last_day::text AS "lastDay", t.state,
     t.ended_at AS "endedAt", t.contract_id AS "contractId"
   FROM trial t WHERE t.estate_id = $3 AND ${reached} AND ($4::text IS NULL OR t.state = $4)
     AND (t.signed_on, t.id) < ($5::date, $6::uuid) ORDER BY t.signed_on DESC, t.id DESC LIMIT $7`,
);
const contracts = named(
  'trial.contracts',
  `SELECT ${contractColumns}
   FROM service_contract t WHERE t.estate_id = $3 AND ${reached} AND ($4::text IS NULL OR t.state = $4)
     AND (t.starts_on, t.id) < ($5::date, $6::uuid) ORDER BY t.starts_on DESC, t.id DESC LIMIT $7`,
);
const countOf = (state: string): string => `count(*) FILTER (WHERE r.state = '${state}')::int AS ${state.toLowerCase()}`;
const conversions = named(
  'trial.conversions',
  `SELECT (SELECT count(*)::int FROM unit u WHERE u.estate_id = t.id) AS units, r.*,
     (SELECT count(*)::int FROM service_contract c WHERE c.estate_id = t.id AND c.state = 'RETURNED') AS returned
   FROM estate t, LATERAL (SELECT count(*)::int AS trials, ${['ACTIVE', 'CONVERTED', 'DECLINED', 'EXPIRED'].map(countOf).join(', ')}
     FROM trial r WHERE r.estate_id = t.id) r
   WHERE t.id = $3 AND ${inScope({ place: 't.community_code', estate: 't.id' })}`,
);
const unitReached = `t.id = $3 AND ${inScope({ place: 't.community_code', estate: 't.estate_id', self: 't.household_id' })}`;
const unitColumns = `t.estate_id AS "estateId", t.community_code AS "communityCode", t.household_id AS "householdId", e.status AS "estateStatus"`;
/** Owners are those of the evening of the day on which a trial was signed. */
const triedUnit = named(
  'trial.unit',
  `SELECT ${unitColumns}, (SELECT o.id FROM ownership o WHERE o.unit_id = t.id AND o.valid_to IS NULL) AS "ownershipId",
     ARRAY(SELECT w.owner_id FROM ownership o JOIN title w ON w.ownership_id = o.id WHERE o.unit_id = t.id AND o.valid_to IS NULL) AS owners,
     coalesce((SELECT json_agg(ARRAY(SELECT w.owner_id FROM ownership o JOIN title w ON w.ownership_id = o.id
         WHERE o.unit_id = t.id AND tstzrange(o.valid_from, o.valid_to) @> ((r.signed_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')))
       FROM trial r WHERE r.unit_id = t.id AND r.id <> $4), '[]') AS "ownersThen"
   FROM unit t JOIN estate e ON e.id = t.estate_id WHERE ${unitReached}`,
);
const servedUnit = named(
  'trial.served-unit',
  `SELECT ${unitColumns}, ${inScope({ self: 't.household_id' })} AS own,
     greatest((SELECT max(r.last_day) FROM trial r WHERE r.unit_id = t.id),
       (SELECT max(c.ends_on) FROM service_contract c WHERE c.unit_id = t.id))::text AS "servedUntil"
   FROM unit t JOIN estate e ON e.id = t.estate_id WHERE ${unitReached}`,
);
const consentIn = (name: string, table: string) =>
  named(`trial.${name}`, `SELECT t.consent_evidence_ids AS "evidenceIds" FROM ${table} t WHERE t.id = $3 AND ${reached}`);
const consents = { trial: consentIn('consent', 'trial'), contract: consentIn('contract-consent', 'service_contract') };
const given = named(
  'trial.given',
  `SELECT ${inScope({ self: 't.household_id' })} AS own, (SELECT min(f.effective_from)::text FROM fee_schedule f
     WHERE f.estate_id = t.estate_id AND f.state = 'PUBLISHED') AS "feeFrom" FROM trial t WHERE t.id = $3`,
);

@Injectable()
export class TrialQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Handles(readTrial)
  async read({ id }: InputOf<typeof readTrial>, request: Request): Promise<OutputOf<typeof readTrial>> {
    const { state, now } = await this.work.load(request, Trial, id);
    return { ...state, daysLeft: daysLeft(state, now) };
  }

  @Handles(trialsOfEstate)
  async ofEstate(input: InputOf<typeof trialsOfEstate>, request: Request): Promise<OutputOf<typeof trialsOfEstate>> {
    const { estateId, state = null, after, limit } = input;
    const position = keyset(after, descending('date', 'uuid'));
    const rows = await this.database.read<TrialState>(trials, [...scopeParameters(request), estateId, state, ...position, limit + 1]);
    return pageOf(rows, limit, ({ signedOn, id }) => [signedOn, id]);
  }

  @Handles(contractsOfEstate)
  async contracts(input: InputOf<typeof contractsOfEstate>, request: Request): Promise<OutputOf<typeof contractsOfEstate>> {
    const { estateId, state = null, after, limit } = input;
    const position = keyset(after, descending('date', 'uuid'));
    const rows = await this.database.read<ContractState>(contracts, [...scopeParameters(request), estateId, state, ...position, limit + 1]);
    return pageOf(rows, limit, ({ startsOn, id }) => [startsOn, id]);
  }

  @Handles(trialConversions)
  async conversions({ estateId }: InputOf<typeof trialConversions>, request: Request): Promise<OutputOf<typeof trialConversions>> {
    const [counts] = await this.database.read<Counts>(conversions, [...scopeParameters(request), estateId]);
    ensure(counts, requestErrors.notFound);
    return { ...counts, conversion: rate(counts.converted, counts.converted + counts.declined + counts.expired) };
  }

  @Handles(consentOfTrial)
  consentOfTrial({ id }: InputOf<typeof consentOfTrial>, request: Request): Promise<OutputOf<typeof consentOfTrial>> {
    return this.consent(consents.trial, id, request);
  }

  @Handles(consentOfContract)
  consentOfContract({ id }: InputOf<typeof consentOfContract>, request: Request): Promise<OutputOf<typeof consentOfContract>> {
    return this.consent(consents.contract, id, request);
  }

  /** The unit, when the actor acts for it; of its trials all but the one that is begun. */
  async unit(id: string, trialId: string, request: Request): Promise<TriedUnit | undefined> {
    return (await this.database.read<TriedUnit>(triedUnit, [...scopeParameters(request), id, trialId]))[0];
  }

  /** The unit, when the actor acts for it, and whether they live there. */
  async servedUnit(id: string, request: Request): Promise<(ServedUnit & { readonly own: boolean }) | undefined> {
    return (await this.database.read<ServedUnit & { own: boolean }>(servedUnit, [...scopeParameters(request), id]))[0];
  }

  private async consent(of: Statement, id: string, request: Request): Promise<{ evidenceIds: string[] }> {
    const [row] = await this.database.read<{ evidenceIds: string[] }>(of, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  /** Whether the actor lives in the household of a trial, and from when on its estate has a fee. */
  async given(id: string, request: Request): Promise<Consent> {
    return (await this.database.read<Consent>(given, [...scopeParameters(request), id]))[0] ?? { own: false, feeFrom: null };
  }
}
