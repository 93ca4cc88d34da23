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
import { answer, confirm, ensureLinkable, rateHandling, reopen, useLink, type Word } from './feedback.rules.js';
import type { By } from './request-actor.rules.js';
import { byOf, RequestChanges, type RequestRule } from './request-change.commands.js';
import { FeedbackLink, ServiceRequest } from './service-request.entity.js';
import { RequestFactsQueries } from './request-facts.queries.js';
import { daysAfter } from './time-limit.rules.js';

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const residentWord = (request: Request, handledBy: readonly string[]): Word => ({
  by: byOf(request),
  channel: 'ACCOUNT',
  handledBy,
  issuedById: null,
});
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
  confirm({ id, satisfied }: InputOf<typeof confirmServiceRequest>, request: Request): Promise<Reply> {
    const rule: RequestRule = (state, now, _, handledBy) => confirm(state, satisfied, residentWord(request, handledBy), now);
    return this.changes.step(request, id, 'confirm', rule, { channel: 'ACCOUNT' });
  }

  @Handles(reopenServiceRequest)
  reopen({ id, note }: InputOf<typeof reopenServiceRequest>, request: Request): Promise<Reply> {
    const rule: RequestRule = (state, now, terms, handledBy) => reopen(state, residentWord(request, handledBy), terms, now);
    return this.changes.step(request, id, 'reopen', rule, { note, channel: 'ACCOUNT' });
  }

  @Handles(rateServiceRequest)
  rate({ id, satisfied }: InputOf<typeof rateServiceRequest>, request: Request): Promise<Reply> {
    const rule: RequestRule = (state, now, _, handledBy) => rateHandling(state, satisfied, residentWord(request, handledBy), now);
    return this.changes.step(request, id, 'rate', rule, { channel: 'ACCOUNT' });
  }

  @Handles(enterFeedbackSlip)
  enterSlip({ id, slipEvidenceId, note, ...given }: InputOf<typeof enterFeedbackSlip>, request: Request): Promise<Reply> {
    const word = { by: byOf(request), channel: 'SLIP', issuedById: null } as const;
    const rule: RequestRule = (state, now, terms, handledBy) => answer(state, given, { ...word, handledBy }, terms, now);
    return this.changes.step(request, id, given.resolved ? 'confirm' : 'reopen', rule, { note, channel: 'SLIP', slipEvidenceId });
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
      given.resolved ? 'confirm' : 'reopen',
      (state, now, terms, handledBy) => {
        useLink(link, fits, by, now);
        return answer(state, given, { ...word, handledBy }, terms, now);
      },
      { by, note, channel: 'LINK', also: (_, usedAt) => [update(FeedbackLink, { ...link, usedAt }, link.version)] },
    );
  }
}
