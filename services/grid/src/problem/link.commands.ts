import { Injectable } from '@nestjs/common';
import { linkRequests, problemLinkErrors, requestErrors, unlinkRequest, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { constraint, newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { placeColumns, placed } from '../service-request/request-columns.queries.js';
import { LinkQueries } from './link.queries.js';
import { ensureLinkable, type LinkableRequest } from './link.rules.js';
import { columns, visible } from './problem-columns.queries.js';
import { ProblemLink } from './problem.entity.js';

constraint('problem_link_request_key', problemLinkErrors.requestLinked);

const lock = `SELECT ${columns} FROM problem t WHERE t.id = $3 AND ${visible} FOR UPDATE OF t`;
const linkable = `SELECT t.id, t.state, t.community_code AS "communityCode",
    (SELECT l.problem_id FROM problem_link l WHERE l.request_id = t.id AND l.ended_at IS NULL) AS "problemId"
  FROM ${placed} WHERE t.id = ANY($3::uuid[]) AND ${inScope(placeColumns)} ORDER BY t.id FOR UPDATE OF t`;
const end =
  'UPDATE problem_link SET ended_at = $3, ended_by_id = $4 WHERE problem_id = $1 AND request_id = $2 AND ended_at IS NULL RETURNING 1';
const aVersionMore = 'UPDATE problem SET version = version + 1 WHERE id = $1';

type Linking = OutputOf<typeof linkRequests>;

@Injectable()
export class LinkCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly links: LinkQueries,
  ) {}

  @Handles(linkRequests)
  link({ id, requestIds }: InputOf<typeof linkRequests>, request: Request): Promise<Reply> {
    const asked = [...new Set(requestIds)];
    return this.change(id, request, async (act, problem) => {
      ensureLinkable(problem, await act.query<LinkableRequest>(linkable, [...scopeParameters(request), asked]), asked);
      const made = { problemId: id, linkedById: request.actor.id, linkedAt: act.now, endedById: null, endedAt: null };
      await act.insert(
        ProblemLink,
        asked.map((requestId) => ({ id: newId(), requestId, ...made })),
      );
      act.note({ linked: asked });
    });
  }

  @Handles(unlinkRequest)
  unlink({ id, requestId }: InputOf<typeof unlinkRequest>, request: Request): Promise<Reply> {
    return this.change(id, request, async (act) => {
      const ended = await act.query(end, [id, requestId, act.now, request.actor.id]);
      ensure(ended.length, problemLinkErrors.linkUnknown);
      act.note({ unlinked: [requestId] });
    });
  }

  /** Whoever serves one of the grids a problem touches links what is seen there, however far it reaches: the lock says who. */
  private async change(id: string, request: Request, work: (act: Act, problem: Linking) => Promise<void>): Promise<Reply> {
    const place = await this.links.placeOf(id);
    ensure(place, requestErrors.notFound);
    return this.work.act(request, { place, id, own: true }, async (act) => {
      const [problem] = await act.query<Linking>(lock, [...scopeParameters(request), id]);
      ensure(problem, requestErrors.notFound);
      ensure([undefined, problem.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: problem.version });
      await work(act, problem);
      await act.query(aVersionMore, [id]);
      return { ...problem, version: problem.version + 1 };
    });
  }
}
