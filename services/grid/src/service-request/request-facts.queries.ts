import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, named } from '@gezhi/shared/database';
import type { Original } from './outcome.rules.js';
import type { FeedbackLink } from './service-request.entity.js';
import type { Named, Place } from './service-request.rules.js';

/** The policy in force of the nearest jurisdiction above a place. */
const withPolicy = (place: string): string =>
  `SELECT place.community_code AS "communityCode", place.grid_code AS "gridCode", place.type AS "gridType",
     (SELECT v.id FROM request_policy_version v WHERE starts_with(place.community_code, v.jurisdiction_id)
      ORDER BY length(v.jurisdiction_id) DESC, v.version DESC LIMIT 1) AS "policyId" FROM (${place}) place`;
const placeOfHousehold = named(
  'service-request.place-of-household',
  withPolicy(
    `SELECT coalesce(left(p.grid_code, 12), h.community_code) AS community_code, p.grid_code, g.type
     FROM household h LEFT JOIN household_grid p ON p.household_id = h.id AND p.valid_to IS NULL
       LEFT JOIN grid g ON g.code = p.grid_code AND g.valid_to IS NULL WHERE h.id = $1`,
  ),
);
const placeOfGrid = named(
  'service-request.place-of-grid',
  withPolicy('SELECT community_code, code AS grid_code, type FROM grid WHERE code = $1 AND valid_to IS NULL'),
);
const placeOfCommunity = named(
  'service-request.place-of-community',
  withPolicy('SELECT $1::text AS community_code, NULL AS grid_code, NULL AS type'),
);
const knownPerson = named(
  'service-request.known-person',
  'SELECT 1 FROM person WHERE id = $1 AND community_code = $2 AND erased_at IS NULL',
);
const original = named(
  'service-request.original',
  `SELECT community_code AS "communityCode", state = 'DUPLICATE' AS "isDuplicate" FROM service_request WHERE id = $1`,
);
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

  /** Where a new request lies and which policy holds there, in one statement; `undefined` for an unknown place. */
  async placeOf({ householdId, gridCode, communityCode }: Named): Promise<Place | undefined> {
    const [statement, key] = householdId
      ? [placeOfHousehold, householdId]
      : gridCode
        ? [placeOfGrid, gridCode]
        : [placeOfCommunity, communityCode];
    return (await this.database.read<Place>(statement, [key]))[0];
  }

  /** Whether a reporter is somebody the community has registered, or who has reported before. */
  async knowsPerson(id: string, communityCode: string): Promise<boolean> {
    return (await this.database.read(knownPerson, [id, communityCode])).length === 1;
  }

  async original(id: string): Promise<Original | undefined> {
    return (await this.database.read<Original>(original, [id]))[0];
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
