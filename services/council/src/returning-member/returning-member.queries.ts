import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  offersOfMember,
  returningMemberCoverage,
  returningMembersOfPlace,
  servicesOfMember,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, columnsOf, Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { rate } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { offerColumns } from '../service-offer/service-offer.plan.js';
import type { OfferState } from '../service-offer/service-offer.rules.js';
import { MemberService, ReturningMember } from './returning-member.entity.js';
import type { MemberServiceState } from './returning-member.rules.js';

type Listed = OutputOf<typeof returningMembersOfPlace>['items'][number];

interface Counted {
  readonly members: number;
  readonly served: number;
  readonly services: number;
  readonly minutes: number;
}

const coverage = named(
  'returning-member.coverage',
  `SELECT count(*)::int AS members, (count(*) FILTER (WHERE s.services > 0))::int AS served, coalesce(sum(s.services), 0)::int AS services,
     coalesce(sum(s.minutes), 0)::int AS minutes
   FROM returning_member t CROSS JOIN LATERAL (SELECT count(*) AS services, sum(m.minutes) AS minutes FROM member_service m WHERE m.member_id = t.id) s
   WHERE starts_with(t.home_community_code, $1) AND t.state = 'REPORTED'`,
);

@Injectable()
export class ReturningMemberQueries {
  private readonly statements;

  constructor(private readonly database: Database) {
    const columns = (entity: new () => object) => columnsOf(database.entities.getMetadata(entity));
    const scope = inScope(ReturningMember.scope);
    this.statements = {
      ofPlace: named(
        'returning-member.of-place',
        `SELECT ${columns(ReturningMember)}, p.name, s.services, s.minutes FROM returning_member t LEFT JOIN person p ON p.id = t.person_id
         CROSS JOIN LATERAL (SELECT count(*)::int AS services, coalesce(sum(m.minutes), 0)::int AS minutes FROM member_service m
           WHERE m.member_id = t.id) s
         WHERE starts_with(t.home_community_code, $3) AND ${scope} AND t.state = $4 AND ($5::text IS NULL OR $5 = ANY(t.skills))
           AND t.id > $6::uuid ORDER BY t.id LIMIT $7`,
      ),
      offers: named(
        'returning-member.offers',
        `SELECT ${offerColumns} FROM service_offer t JOIN member_offer o ON o.offer_id = t.id JOIN returning_member m ON m.id = o.member_id
         WHERE m.id = $3 AND ${inScope({ place: 'm.home_community_code' })} AND t.id > $4::uuid ORDER BY t.id LIMIT $5`,
      ),
      listed: named(
        'returning-member.listed-offers',
        `SELECT ${offerColumns} FROM service_offer t JOIN member_offer o ON o.offer_id = t.id WHERE o.member_id = $1 AND t.state = 'LISTED'`,
      ),
      services: named(
        'returning-member.services',
        `SELECT ${columns(MemberService)} FROM member_service t WHERE t.member_id = $3 AND ${scope}
           AND (t.served_on, t.id) < ($4::date, $5::uuid) ORDER BY t.served_on DESC, t.id DESC LIMIT $6`,
      ),
    };
  }

  @Handles(returningMembersOfPlace)
  async ofPlace(input: InputOf<typeof returningMembersOfPlace>, request: Request): Promise<OutputOf<typeof returningMembersOfPlace>> {
    const { placeCode, state, skill = null, after, limit } = input;
    const parameters = [...scopeParameters(request), placeCode, state, skill, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<Listed>(this.statements.ofPlace, parameters), limit, ({ id }) => [id]);
  }

  @Handles(servicesOfMember)
  async services(input: InputOf<typeof servicesOfMember>, request: Request): Promise<OutputOf<typeof servicesOfMember>> {
    const { memberId, after, limit } = input;
    const position = keyset(after, descending('date', 'uuid'));
    const parameters = [...scopeParameters(request), memberId, ...position, limit + 1];
    const rows = await this.database.read<MemberServiceState>(this.statements.services, parameters);
    return pageOf(rows, limit, ({ servedOn, id }) => [servedOn, id]);
  }

  @Handles(offersOfMember)
  async offers({ memberId, after, limit }: InputOf<typeof offersOfMember>, request: Request): Promise<OutputOf<typeof offersOfMember>> {
    const parameters = [...scopeParameters(request), memberId, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<OfferState>(this.statements.offers, parameters), limit, ({ id }) => [id]);
  }

  /** What a member offers and nobody has withdrawn. */
  listedOffers(memberId: string): Promise<OfferState[]> {
    return this.database.read<OfferState>(this.statements.listed, [memberId]);
  }

  @Handles(returningMemberCoverage)
  async coverage({ placeCode }: InputOf<typeof returningMemberCoverage>): Promise<OutputOf<typeof returningMemberCoverage>> {
    const { served, ...counted } = (await this.database.read<Counted>(coverage, [placeCode]))[0]!;
    return { ...counted, served: rate(served, counted.members) };
  }
}
