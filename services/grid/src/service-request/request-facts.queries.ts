import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, named } from '@gezhi/shared/database';
import type { Original } from './outcome.rules.js';
import type { FeedbackLink } from './service-request.entity.js';

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
