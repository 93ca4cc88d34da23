import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  interestsOfCouncil,
  memberCoverage,
  membersOfCouncil,
  readMember,
  roleWorksOfCouncil,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, columnsOf, Database, descending, keyset, named, pageOf, today, UnitOfWork, type Act } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { Interest, PartTimeMember, RoleWork } from './member.entity.js';
import { recusedFrom, touched } from './recusal.queries.js';
import type { InterestState, Touched } from './recusal.rules.js';
import type { RoleWorkState } from './role.rules.js';

type Listed = OutputOf<typeof membersOfCouncil>['items'][number];

/** SQL: the member `m` serves today, by the database's clock. */
export const serves = `m.state = 'SERVING' AND ${today} BETWEEN m.term_from AND m.term_to`;

/** Who may decide in a council: a member who serves now, and whether it is recused from what is decided upon. */
export interface Electable {
  readonly memberId: string;
  readonly accountId: string | null;
  readonly recused: boolean;
}

const electables = `SELECT m.id AS "memberId", m.account_id AS "accountId", ${recusedFrom(2)} AS recused
  FROM part_time_member m WHERE m.council_id = $1 AND ${serves} ORDER BY m.id`;

/**
 * C-04, C-T16 The members of a council who serve now, in the order of their ids, with the recused marked: the eligible are those who are
 * not. For a roll, within the act that freezes it.
 */
export const electablesOf = (act: Pick<Act, 'query'>, councilId: string, touches: Touched): Promise<Electable[]> =>
  act.query<Electable>(electables, [councilId, ...touched(touches)]);

interface Seat {
  readonly memberId: string;
  readonly accountId: string | null;
}

const seatBy = `SELECT m.id FROM part_time_member m WHERE m.council_id = $1 AND m.account_id = $2::uuid AND ${serves}`;
const seatsAmong = `SELECT m.id AS "memberId", m.account_id AS "accountId" FROM part_time_member m
  WHERE m.council_id = $1 AND m.id = ANY($2::uuid[]) AND ${serves} ORDER BY m.id`;

/** C-04 The member of a council that serves now by an account, or `undefined`. */
export const servingBy = async (act: Pick<Act, 'query'>, councilId: string, accountId: string): Promise<string | undefined> =>
  (await act.query<{ id: string }>(seatBy, [councilId, accountId]))[0]?.id;

/** C-04 Which of the members named serve in a council now. */
export const servingAmong = (act: Pick<Act, 'query'>, councilId: string, memberIds: readonly string[]): Promise<Seat[]> =>
  act.query<Seat>(seatsAmong, [councilId, memberIds]);

const coverage = named(
  'member.coverage',
  `SELECT (SELECT count(*)::int FROM part_time_member m WHERE starts_with(m.community_code, $1) AND ${serves}) AS members,
     (SELECT json_agg(x) FROM (SELECT r.role, (SELECT count(*)::int FROM part_time_member m WHERE starts_with(m.community_code, $1) AND ${serves}
        AND r.role = ANY(m.roles)) AS members, (SELECT count(*)::int FROM role_work w WHERE starts_with(w.community_code, $1) AND w.role = r.role) AS works
      FROM unnest(ARRAY['POLICY_PRESENTER', 'COMMUNITY_ADVISER', 'PROJECT_FOLLOWER', 'OPINION_COLLECTOR']) WITH ORDINALITY AS r(role, number)
      ORDER BY r.number) x) AS roles,
     (SELECT json_agg(x) FROM (SELECT s.source, (SELECT count(*)::int FROM part_time_member m WHERE starts_with(m.community_code, $1) AND ${serves}
        AND m.source = s.source) AS members FROM unnest(ARRAY['AGENCY', 'ENTERPRISE', 'SOCIAL_ORGANIZATION']) WITH ORDINALITY AS s(source, number)
      ORDER BY s.number) x) AS sources`,
);

@Injectable()
export class MemberQueries {
  private readonly statements;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {
    const columns = (entity: new () => object) => columnsOf(database.entities.getMetadata(entity));
    this.statements = {
      ofCouncil: named(
        'member.of-council',
        `SELECT ${columns(PartTimeMember)}, p.name, (SELECT count(*)::int FROM role_work w WHERE w.member_id = t.id) AS works
         FROM part_time_member t LEFT JOIN person p ON p.id = t.person_id WHERE t.council_id = $3 AND ${inScope(PartTimeMember.scope)}
           AND t.state = $4 AND ($5::text IS NULL OR $5 = ANY(t.roles)) AND ($6::text IS NULL OR t.source = $6)
           AND t.id > $7::uuid ORDER BY t.id LIMIT $8`,
      ),
      works: named(
        'member.role-works',
        `SELECT ${columns(RoleWork)} FROM role_work t WHERE t.council_id = $3 AND ${inScope(RoleWork.scope)}
           AND ($4::uuid IS NULL OR t.member_id = $4) AND ($5::text IS NULL OR t.role = $5)
           AND (t.occurred_on, t.id) < ($6::date, $7::uuid) ORDER BY t.occurred_on DESC, t.id DESC LIMIT $8`,
      ),
      interests: named(
        'member.interests',
        `SELECT ${columns(Interest)} FROM interest t WHERE t.council_id = $3 AND ${inScope(Interest.scope)}
           AND ($4::uuid IS NULL OR t.member_id = $4) AND ($5 OR t.withdrawn_at IS NULL)
           AND (t.declared_at, t.id) < ($6::timestamptz, $7::uuid) ORDER BY t.declared_at DESC, t.id DESC LIMIT $8`,
      ),
    };
  }

  @Handles(readMember)
  async read({ id }: InputOf<typeof readMember>, request: Request): Promise<OutputOf<typeof readMember>> {
    return (await this.work.load(request, PartTimeMember, id)).state;
  }

  @Handles(membersOfCouncil)
  async ofCouncil(input: InputOf<typeof membersOfCouncil>, request: Request): Promise<OutputOf<typeof membersOfCouncil>> {
    const { councilId, state, role = null, source = null, after, limit } = input;
    const position = keyset(after, ascending('uuid'));
    const parameters = [...scopeParameters(request), councilId, state, role, source, ...position, limit + 1];
    return pageOf(await this.database.read<Listed>(this.statements.ofCouncil, parameters), limit, ({ id }) => [id]);
  }

  @Handles(roleWorksOfCouncil)
  async works(input: InputOf<typeof roleWorksOfCouncil>, request: Request): Promise<OutputOf<typeof roleWorksOfCouncil>> {
    const { councilId, memberId = null, role = null, after, limit } = input;
    const position = keyset(after, descending('date', 'uuid'));
    const parameters = [...scopeParameters(request), councilId, memberId, role, ...position, limit + 1];
    const rows = await this.database.read<RoleWorkState>(this.statements.works, parameters);
    return pageOf(rows, limit, ({ occurredOn, id }) => [occurredOn, id]);
  }

  @Handles(interestsOfCouncil)
  async interests(input: InputOf<typeof interestsOfCouncil>, request: Request): Promise<OutputOf<typeof interestsOfCouncil>> {
    const { councilId, memberId = null, withdrawn, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const parameters = [...scopeParameters(request), councilId, memberId, withdrawn, ...position, limit + 1];
    const rows = await this.database.read<InterestState>(this.statements.interests, parameters);
    return pageOf(rows, limit, ({ declaredAt, id }) => [declaredAt, id]);
  }

  @Handles(memberCoverage)
  async coverage({ placeCode }: InputOf<typeof memberCoverage>): Promise<OutputOf<typeof memberCoverage>> {
    return (await this.database.read<OutputOf<typeof memberCoverage>>(coverage, [placeCode]))[0]!;
  }
}
