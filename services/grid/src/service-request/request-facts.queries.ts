import { Injectable } from '@nestjs/common';
import { personsOfHousehold } from '@gezhi/shared/contracts';
import { inScope, reach, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, named } from '@gezhi/shared/database';
import type { Registered } from './reporter.rules.js';
import { placeColumns, placed } from './request-columns.queries.js';
import type { FeedbackLink } from './service-request.entity.js';

/** $3 the person, $4 those of the actor's roles that read the members of a household. */
const registered = named(
  'service-request.registered',
  `SELECT r.name, r.phone, r.erased_at IS NOT NULL AS erased,
     (r.id = ANY (${reach('self')}::uuid[]) OR coalesce(r.household_id = ANY (${reach('self')}::uuid[]), false)) AS own,
     (EXISTS (SELECT 1 FROM household h LEFT JOIN household_grid g ON g.household_id = h.id AND g.valid_to IS NULL
        WHERE h.id = r.household_id AND ${inScope({ place: 'coalesce(g.grid_code, h.community_code)' }).replaceAll('$2', '$4')})
      OR EXISTS (SELECT 1 FROM ${placed} WHERE t.reporter_person_id = r.id AND ${inScope({ place: placeColumns.place })})) AS readable
   FROM person r WHERE r.id = $3`,
);
const reads = personsOfHousehold.roles as readonly string[];
const link = named(
  'service-request.link',
  `SELECT id, version, request_id AS "requestId", secret_hash AS "secretHash", issued_by_id AS "issuedById", issued_at AS "issuedAt", expires_at AS "expiresAt", used_at AS "usedAt" FROM feedback_link WHERE id = $1`,
);

const ofHousehold = named(
  'service-request.of-household',
  `SELECT 1 FROM service_request t WHERE t.id = $3 AND ${inScope({ self: 't.household_id' })}`,
);

/** What the rules of service requests are decided upon, read before the writing statement. */
@Injectable()
export class RequestFactsQueries {
  constructor(private readonly database: Database) {}

  /** Who is registered under an id, for the actor; `undefined` when nobody is. */
  async registered(id: string, request: Request): Promise<Registered | undefined> {
    const readers = request.roles.filter((role) => reads.includes(role));
    return (await this.database.read<Registered>(registered, [...scopeParameters(request), id, readers]))[0];
  }

  async link(id: string): Promise<FeedbackLink | undefined> {
    return (await this.database.read<FeedbackLink>(link, [id]))[0];
  }

  /** Whoever lives there speaks as the reporter alone, whatever else the account is on duty for; everyone else as on duty. */
  async speaking(request: Request, id: string): Promise<Request> {
    const asResident = { ...request, roles: request.roles.filter((role) => role === 'resident') };
    if (asResident.roles.length === 0 || asResident.roles.length === request.roles.length) return request;
    const [own] = await this.database.read(ofHousehold, [...scopeParameters(asResident), id]);
    return own ? asResident : { ...request, roles: request.roles.filter((role) => role !== 'resident') };
  }
}
