import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import {
  mattersOfEstate,
  overdueMatters,
  readMatter,
  stepsOfMatter,
  type InputOf,
  type OutputOf,
  type Role,
} from '@gezhi/shared/contracts';
import { ascending, Database, descending, keyset, named, pageOf, UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { CommitteeQueries } from '../committee/committee.queries.js';
import type { Around, MatterState } from './matter-life.rules.js';
import { MatterPolicyQueries } from './matter-policy.queries.js';
import { Matter } from './matter.entity.js';

type StepRow = OutputOf<typeof stepsOfMatter>['items'][number];

const columns = `t.id, t.version, t.estate_id AS "estateId", t.community_code AS "communityCode", t.title, t.summary, t.state, t.level, t.due_at AS "dueAt",
  t.overdue_told_at AS "overdueToldAt", t.answer, t.opened_at AS "openedAt", t.answered_at AS "answeredAt", t.closed_at AS "closedAt", t.evidence_ids AS "evidenceIds"`;
const reached = inScope(Matter.scope);
const ofEstate = named(
  'matter.of-estate',
  `SELECT ${columns} FROM matter t WHERE t.estate_id = $3 AND ${reached} AND ($4::text IS NULL OR t.state = $4)
     AND (t.opened_at, t.id) < ($5::timestamptz, $6::uuid) ORDER BY t.opened_at DESC, t.id DESC LIMIT $7`,
);
const overdue = named(
  'matter.overdue',
  `SELECT ${columns} FROM matter t WHERE ${within('$3', 't.community_code')} AND t.state = 'OPEN' AND t.due_at < (SELECT gezhi_now())
     AND (t.due_at, t.id) > ($4::timestamptz, $5::uuid) ORDER BY t.due_at, t.id LIMIT $6`,
);
const steps = named(
  'matter.steps',
  `SELECT s.id, s.matter_id AS "matterId", s.number, s.action, s.from_level AS "fromLevel", s.to_level AS "toLevel", s.reason, s.by_role AS "byRole",
     s.due_at AS "dueAt", s.at
   FROM matter_step s JOIN matter t ON t.id = s.matter_id WHERE s.matter_id = $3 AND ${reached} AND s.number > $4::integer ORDER BY s.number LIMIT $5`,
);
const rolesThere = named(
  'matter.roles-there',
  `SELECT DISTINCT a.role FROM known_assignment a WHERE a.account_id = $1::uuid AND NOT a.ended AND a.role = ANY($2::text[])
     AND ((a.axis = 'place' AND starts_with($3, a.scope)) OR (a.axis = 'estate' AND a.scope = $4)) ORDER BY a.role`,
);

@Injectable()
export class MatterQueries {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
    private readonly policies: MatterPolicyQueries,
    private readonly committees: CommitteeQueries,
  ) {}

  @Handles(readMatter)
  async read({ id }: InputOf<typeof readMatter>, request: Request): Promise<OutputOf<typeof readMatter>> {
    return (await this.work.load(request, Matter, id)).state;
  }

  @Handles(mattersOfEstate)
  async ofEstate(input: InputOf<typeof mattersOfEstate>, request: Request): Promise<OutputOf<typeof mattersOfEstate>> {
    const { estateId, state = null, after, limit } = input;
    const position = keyset(after, descending('timestamptz', 'uuid'));
    const rows = await this.database.read<MatterState>(ofEstate, [...scopeParameters(request), estateId, state, ...position, limit + 1]);
    return pageOf(rows, limit, ({ openedAt, id }) => [openedAt, id]);
  }

  @Handles(overdueMatters)
  async overdue(input: InputOf<typeof overdueMatters>, request: Request): Promise<OutputOf<typeof overdueMatters>> {
    const { placeCode, after, limit } = input;
    const position = keyset(after, ascending('timestamptz', 'uuid'));
    const rows = await this.database.read<MatterState>(overdue, [...scopeParameters(request), placeCode, ...position, limit + 1]);
    return pageOf(rows, limit, ({ dueAt, id }) => [dueAt!, id]);
  }

  @Handles(stepsOfMatter)
  async steps(input: InputOf<typeof stepsOfMatter>, request: Request): Promise<OutputOf<typeof stepsOfMatter>> {
    const { matterId, after, limit } = input;
    const position = keyset(after, ascending('integer'));
    const rows = await this.database.read<StepRow>(steps, [...scopeParameters(request), matterId, ...position, limit + 1]);
    return pageOf(rows, limit, ({ number }) => [number]);
  }

  /** What holds around an estate: the roles of the actor that reach it, whether a committee stands there, and the limits. */
  async around(request: Request, { estateId, communityCode }: Pick<MatterState, 'estateId' | 'communityCode'>): Promise<Around> {
    const [roles, committee, policy] = await Promise.all([
      this.database.read<{ role: Role }>(rolesThere, [...scopeParameters(request), communityCode, estateId]),
      this.committees.standing(estateId),
      this.policies.inForce({ placeCode: communityCode }),
    ]);
    return { roles: roles.map(({ role }) => role), hasCommittee: committee !== undefined, policy };
  }
}
