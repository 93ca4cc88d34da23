import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  answerFeedbackLink,
  confirmServiceRequest,
  enterFeedbackSlip,
  issueFeedbackLink,
  rateServiceRequest,
  reopenServiceRequest,
  serviceRequestErrors,
  type InputOf,
} from '@gezhi/shared/contracts';
import { visitor, type Request } from '@gezhi/shared/auth';
import { update, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { decide, ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { answer, answersRecheck, confirm, ensureLinkable, rateHandling, reopen, useLink, type Answer } from './feedback.rules.js';
import type { By } from './request-actor.rules.js';
import { byOf, RequestChanges, type RequestRule, type StepName } from './request-change.commands.js';
import { FeedbackLink, ServiceRequest } from './service-request.entity.js';
import { RequestFactsQueries } from './request-facts.queries.js';
import { daysAfter } from './time-limit.rules.js';

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const byAccount = (request: Request) => ({ by: byOf(request), channel: 'ACCOUNT', issuedById: null }) as const;
/** A slip or a link answers whatever is being asked. */
const stepOf =
  ({ resolved }: Answer): StepName =>
  (state, now) =>
    answersRecheck(state, now) ? 'recheck' : resolved ? 'confirm' : 'reopen';
/** Whoever holds a link needs no role to answer by it: all roles of the account speak, should there be one. */
const holderOf = (request: Request): By => byOf({ ...request, roles: request.actor.roles });

@Injectable()
export class FeedbackCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly changes: RequestChanges,
    private readonly requests: RequestFactsQueries,
  ) {}

  @Handles(confirmServiceRequest)
  async confirm({ id, satisfied }: InputOf<typeof confirmServiceRequest>, request: Request): Promise<Reply> {
    const speaking = await this.requests.speaking(request, id);
    const rule: RequestRule = (state, now, _, hands) => confirm(state, satisfied, { ...byAccount(speaking), ...hands }, now);
    return this.changes.step(speaking, id, 'confirm', rule, { channel: 'ACCOUNT' });
  }

  @Handles(reopenServiceRequest)
  async reopen({ id, note }: InputOf<typeof reopenServiceRequest>, request: Request): Promise<Reply> {
    const speaking = await this.requests.speaking(request, id);
    const rule: RequestRule = (state, now, terms, hands) => reopen(state, { ...byAccount(speaking), ...hands }, terms, now);
    return this.changes.step(speaking, id, 'reopen', rule, { note, channel: 'ACCOUNT' });
  }

  @Handles(rateServiceRequest)
  async rate({ id, satisfied }: InputOf<typeof rateServiceRequest>, request: Request): Promise<Reply> {
    const speaking = await this.requests.speaking(request, id);
    const rule: RequestRule = (state, now, _, hands) => rateHandling(state, satisfied, { ...byAccount(speaking), ...hands }, now);
    return this.changes.step(speaking, id, 'rate', rule, { channel: 'ACCOUNT' });
  }

  @Handles(enterFeedbackSlip)
  enterSlip({ id, slipEvidenceId, note, ...given }: InputOf<typeof enterFeedbackSlip>, request: Request): Promise<Reply> {
    const word = { by: byOf(request), channel: 'SLIP', issuedById: null } as const;
    const rule: RequestRule = (state, now, terms, hands) => answer(state, given, { ...word, ...hands }, terms, now);
    return this.changes.step(request, id, stepOf(given), rule, { note, channel: 'SLIP', slipEvidenceId });
  }

  @Handles(issueFeedbackLink)
  async issueLink({ id, linkId, secretHash }: InputOf<typeof issueFeedbackLink>, request: Request): Promise<Reply> {
    const { terms, handledBy, gridCode, communityCode } = await this.changes.facts(id);
    const { state } = await this.work.load(request, ServiceRequest, id);
    ensureLinkable(state, byOf(request), handledBy);
    const issue = (now: string) =>
      decide({
        id: linkId,
        version: 1,
        requestId: id,
        secretHash,
        issuedById: request.actor.id,
        issuedAt: now,
        expiresAt: daysAfter(now, terms.class.autoConfirmDays, terms),
        usedAt: null,
      });
    return this.work.create(request, FeedbackLink, issue, () => ({ place: gridCode ?? communityCode }));
  }

  /** Whoever holds the secret speaks as the reporter, signed in or not, and needs no scope; the account, if any, may be one that must not. */
  @Handles(answerFeedbackLink)
  async answerLink({ linkId, secret, note, ...given }: InputOf<typeof answerFeedbackLink>, request: Request): Promise<Reply> {
    const link = await this.requests.link(linkId);
    ensure(link, serviceRequestErrors.linkInvalid);
    const fits = timingSafeEqual(hashOf(secret), Buffer.from(link.secretHash, 'hex'));
    const holder: Request = { ...request, actor: visitor, roles: [] };
    const by = holderOf(request);
    const word = { by, channel: 'LINK', issuedById: link.issuedById } as const;
    return this.changes.step(
      holder,
      link.requestId,
      stepOf(given),
      (state, now, terms, hands) => {
        useLink(link, fits, by, now);
        return answer(state, given, { ...word, ...hands }, terms, now);
      },
      { by, note, channel: 'LINK', also: (_, usedAt) => [update(FeedbackLink, { ...link, usedAt }, link.version)] },
    );
  }
}
