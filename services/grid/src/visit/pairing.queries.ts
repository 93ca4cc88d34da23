import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  leaders,
  myPairings,
  pairingContacts,
  pairingsOfHousehold,
  pairingsOfPlace,
  requestErrors,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, Database, descending, isCovered, keyset, named, pageOf, today } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { HouseholdQueries } from '../household/household.queries.js';

const place = 'coalesce(g.grid_code, t.community_code)';
const withGrid = 'pairing t LEFT JOIN household_grid g ON g.household_id = t.household_id AND g.valid_to IS NULL';
const overdue = `(t.ended_on IS NULL AND ${today} > coalesce((t.last_contact_at AT TIME ZONE 'Asia/Shanghai')::date, t.from_on) + t.contact_days)`;
/** Over alias t: a pair as its rules know it. */
export const pairingColumns = `t.id, t.version, t.cadre_id AS "cadreId", t.account_id AS "accountId", t.household_id AS "householdId",
  t.community_code AS "communityCode", t.from_on AS "fromOn", t.ended_on AS "endedOn", t.end_reason AS "endReason",
  t.previous_id AS "previousId", t.contact_days AS "contactDays", t.last_contact_at AS "lastContactAt"`;
const listed = `SELECT t.id, t.version, t.cadre_id AS "cadreId", t.household_id AS "householdId", t.community_code AS "communityCode",
  t.from_on AS "fromOn", t.ended_on AS "endedOn", t.end_reason AS "endReason", t.previous_id AS "previousId", t.contact_days AS "contactDays",
  t.last_contact_at AS "lastContactAt", ${overdue} AS overdue FROM ${withGrid}`;
const ofPlace = named(
  'visit.pairings-of-place',
  `${listed} WHERE t.ended_on IS NULL AND ${within('$3', place)} AND ($4::boolean IS NULL OR ${overdue} = $4)
     AND t.id > $5::uuid ORDER BY t.id LIMIT $6`,
);
const mine = named(
  'visit.my-pairings',
  `${listed} WHERE t.ended_on IS NULL AND t.account_id = $1::uuid AND ($2::boolean IS NULL OR ${overdue} = $2)
     AND t.id > $3::uuid ORDER BY t.id LIMIT $4`,
);
const ofHousehold = named(
  'visit.pairings-of-household',
  `${listed} WHERE t.household_id = $1 AND (t.from_on, t.id) < ($2::date, $3::uuid)
   ORDER BY t.from_on DESC, t.id DESC LIMIT $4`,
);
const placeOfPairing = named('visit.pairing-place', `SELECT ${place} AS place FROM ${withGrid} WHERE t.id = $1`);
/** Leaders see the contacts of their place, a cadre those of the own pairs. */
const readable = named(
  'visit.pairing-readable',
  `SELECT 1 FROM ${withGrid} WHERE t.id = $3 AND (t.account_id = $1::uuid OR ${inScope({ place })})`,
);
const contactsOf = named(
  'visit.pairing-contacts',
  `SELECT t.id, t.at, t.channel, t.visit_id AS "visitId", t.note, t.by_id AS "byId" FROM pairing_contact t
   WHERE t.pairing_id = $1 AND (t.at, t.id) < ($2::timestamptz, $3::uuid) ORDER BY t.at DESC, t.id DESC LIMIT $4`,
);
const visitById = named('visit.of-pairing', 'SELECT household_id AS "householdId", actor_id AS "actorId" FROM visit WHERE id = $1');

type Listed = OutputOf<typeof pairingsOfPlace>;
type Contacts = OutputOf<typeof pairingContacts>;

@Injectable()
export class PairingQueries {
  constructor(
    private readonly database: Database,
    private readonly households: HouseholdQueries,
  ) {}

  @Handles(pairingsOfPlace)
  async ofPlace({ placeCode, overdue: late, after, limit }: InputOf<typeof pairingsOfPlace>, request: Request): Promise<Listed> {
    const parameters = [...scopeParameters(request), placeCode, late ?? null, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<Listed['items'][number]>(ofPlace, parameters), limit, ({ id }) => [id]);
  }

  @Handles(myPairings)
  async mine({ overdue: late, after, limit }: InputOf<typeof myPairings>, request: Request): Promise<Listed> {
    const parameters = [request.actor.id, late ?? null, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<Listed['items'][number]>(mine, parameters), limit, ({ id }) => [id]);
  }

  @Handles(pairingsOfHousehold)
  async ofHousehold(
    { householdId, after, limit }: InputOf<typeof pairingsOfHousehold>,
    request: Request,
  ): Promise<OutputOf<typeof pairingsOfHousehold>> {
    ensure(await this.households.subject(householdId, request), requestErrors.notFound);
    const parameters = [householdId, ...keyset(after, descending('date', 'uuid')), limit + 1];
    const { items, next } = pageOf(await this.database.read<Listed['items'][number]>(ofHousehold, parameters), limit, (row) => [
      row.fromOn,
      row.id,
    ]);
    return { items: items.map(({ endReason: _, ...shown }) => shown), next };
  }

  @Handles(pairingContacts)
  async contacts({ id, after, limit }: InputOf<typeof pairingContacts>, request: Request): Promise<Contacts> {
    const [account] = scopeParameters(request);
    ensure((await this.database.read(readable, [account, leaders, id])).length, requestErrors.notFound);
    const rows = await this.database.read<Contacts['items'][number]>(contactsOf, [
      id,
      ...keyset(after, descending('timestamptz', 'uuid')),
      limit + 1,
    ]);
    return pageOf(rows, limit, (row) => [row.at, row.id]);
  }

  /** Where the household of a pair is. @throws DomainError not-found */
  async placeOf(id: string): Promise<string> {
    const [row] = await this.database.read<{ place: string }>(placeOfPairing, [id]);
    ensure(row, requestErrors.notFound);
    return row.place;
  }

  /** Whether the actor leads at a place. */
  leads(placeCode: string, request: Request): Promise<boolean> {
    return isCovered(this.database, request, placeCode, leaders);
  }

  /** Whom a visit was paid to, and by whom. */
  async visit(id: string): Promise<{ householdId: string; actorId: string } | undefined> {
    return (await this.database.read<{ householdId: string; actorId: string }>(visitById, [id]))[0];
  }
}
