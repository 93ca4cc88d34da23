import { Injectable } from '@nestjs/common';
import { requestErrors, type FeedbackChannel, type GridType } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { Database, insert, named, newId, UnitOfWork, type Reply, type Write } from '@gezhi/shared/database';
import { ensure, type Decision } from '@gezhi/shared/domain';
import type { Word } from './feedback.rules.js';
import { isStaff, type By } from './request-actor.rules.js';
import { shown, type RequestAction, type ServiceRequestState } from './request-life.rules.js';
import { placed } from './request-columns.queries.js';
import { RequestPolicyQueries } from './request-policy.queries.js';
import { RequestStep, ServiceRequest } from './service-request.entity.js';
import type { Terms } from './time-limit.rules.js';

/** Over alias t and its placement p: whoever handles it still does so there, by assignment, and as a cadre by deployment. */
const handlerServes = `(t.handler_id IS NOT NULL OR t.cadre_id IS NOT NULL)
       AND (t.handler_id IS NULL OR EXISTS (SELECT 1 FROM known_assignment a WHERE a.account_id = t.handler_id AND NOT a.ended
         AND a.axis = 'place' AND starts_with(coalesce(p.grid_code, t.grid_code, t.community_code), a.scope)))
       AND (t.cadre_id IS NULL OR EXISTS (SELECT 1 FROM cadre_deployment d JOIN cadre c ON c.id = d.cadre_id AND c.active
         WHERE d.cadre_id = t.cadre_id AND d.ended_on IS NULL AND starts_with(d.grid_code, coalesce(left(p.grid_code, 12), t.community_code))))`;
const facts = named(
  'service-request.facts',
  `SELECT t.policy_id AS "policyId", t.class, t.grid_type AS "gridType", coalesce(p.grid_code, t.grid_code) AS "gridCode", coalesce(left(p.grid_code, 12), t.community_code) AS "communityCode",
     ARRAY(SELECT DISTINCT s.actor_id FROM request_step s WHERE s.request_id = t.id AND s.by_staff AND s.actor_id IS NOT NULL) AS "handledBy",
     ${handlerServes} AS "handlerServes"
   FROM ${placed} WHERE t.id = $1`,
);

/** Where a request lies now; its household may have been placed anew since it was last written. */
export interface Lying {
  readonly gridCode: string | null;
  readonly communityCode: string;
}

/** What of a reporter's word the rows know. */
export type Hands = Pick<Word, 'handledBy' | 'handlerServes'>;

/** What a rule is decided upon beside the request: its terms, the accounts that took a step on it as staff, and its handler. */
export interface Known extends Lying, Hands {
  readonly terms: Terms;
}

interface Filed {
  readonly policyId: string | null;
  readonly class: string;
  readonly gridType: GridType | null;
}

export interface Told {
  /** Who speaks, where the request itself is made in nobody's name. */
  readonly by?: By;
  readonly note?: string | undefined;
  readonly channel?: FeedbackChannel;
  readonly slipEvidenceId?: string;
  /** What else is written in the statement of the change. */
  readonly also?: (next: ServiceRequest, now: string) => readonly Write[];
}

export type RequestRule = (request: ServiceRequestState, now: string, terms: Terms, hands: Hands) => Decision<ServiceRequestState>;

type Action = RequestAction | 'rate' | 'escalate' | 'recheck' | 'recheckDue' | 'moderate' | 'place';
/** What a step is called; where it depends on what is due, the request says. */
export type StepName = Action | ((request: ServiceRequestState, now: string) => Action);

export const byOf = ({ actor, roles }: Request): By => ({ accountId: actor.kind === 'account' ? actor.id : null, roles });

/** One step of a service request: facts, rule, and one statement that writes the request, its step, events, answer and audit. */
@Injectable()
export class RequestChanges {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly policies: RequestPolicyQueries,
  ) {}

  /** @throws DomainError not-found when there is no such request */
  async facts(id: string): Promise<Known> {
    const [row] = await this.database.read<Omit<Known, 'terms'> & Filed>(facts, [id]);
    ensure(row, requestErrors.notFound);
    const { policyId, gridType, class: code, ...known } = row;
    return { ...known, terms: await this.policies.terms(policyId, code, gridType) };
  }

  async step(request: Request, id: string, name: StepName, rule: RequestRule, told: Told = {}): Promise<Reply> {
    const { terms, handledBy, handlerServes, ...lying } = await this.facts(id);
    let [at, action] = ['', ''];
    const decide = (state: ServiceRequest, now: string): Decision<ServiceRequest> => {
      // What no household places lies where its row says, which a redraw may have changed since the facts were read.
      const request = state.householdId && !state.atPoint ? { ...state, ...lying } : state;
      at = now;
      action = typeof name === 'function' ? name(request, now) : name;
      return rule(request, now, terms, { handledBy, handlerServes }) as Decision<ServiceRequest>;
    };
    return this.work.change(request, ServiceRequest, id, decide, (next) => ({
      place: next.gridCode ?? next.communityCode,
      reply: shown,
      also: [insert(RequestStep, this.stepRow(request, next, action, at, told)), ...(told.also?.(next, at) ?? [])],
    }));
  }

  stepRow(request: Request, next: ServiceRequest, action: string, at: string, told: Told): RequestStep {
    const { note, channel, slipEvidenceId, by = byOf(request) } = told;
    const who = { byStaff: isStaff(by), actorId: by.accountId };
    const said = { channel: channel ?? null, note: note ?? null, slipEvidenceId: slipEvidenceId ?? null };
    return { id: newId(), requestId: next.id, requestVersion: next.version, action, state: next.state, at, ...who, ...said };
  }
}
