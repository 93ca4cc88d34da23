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
import { byOf, RequestChanges } from './request-change.commands.js';
import { FeedbackLink, ServiceRequest } from './service-request.entity.js';
import { RequestFactsQueries } from './request-facts.queries.js';
import { daysAfter } from './time-limit.rules.js';

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const residentWord = (request: Request): Word => ({ by: byOf(request), channel: 'ACCOUNT' });

@Injectable()
export class FeedbackCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly changes: RequestChanges,
    private readonly requests: RequestFactsQueries,
  ) {}

  @Handles(confirmServiceRequest)
  confirm({ id, satisfied }: InputOf<typeof confirmServiceRequest>, request: Request): Promise<Reply> {
    return this.changes.step(request, id, 'confirm', (state, now) => confirm(state, satisfied, residentWord(request), now), {
      channel: 'ACCOUNT',
    });
  }

  @Handles(reopenServiceRequest)
  reopen({ id, note }: InputOf<typeof reopenServiceRequest>, request: Request): Promise<Reply> {
    return this.changes.step(request, id, 'reopen', (state, now, terms) => reopen(state, residentWord(request), terms, now), {
      note,
      channel: 'ACCOUNT',
    });
  }

  @Handles(rateServiceRequest)
  rate({ id, satisfied }: InputOf<typeof rateServiceRequest>, request: Request): Promise<Reply> {
    return this.changes.step(request, id, 'rate', (state, now) => rateHandling(state, satisfied, residentWord(request), now), {
      channel: 'ACCOUNT',
    });
  }

  @Handles(enterFeedbackSlip)
  enterSlip({ id, slipEvidenceId, note, ...given }: InputOf<typeof enterFeedbackSlip>, request: Request): Promise<Reply> {
    const word: Word = { by: byOf(request), channel: 'SLIP' };
    const told = { note, channel: 'SLIP', slipEvidenceId } as const;
    return this.changes.step(
      request,
      id,
      given.resolved ? 'confirm' : 'reopen',
      (state, now, terms) => answer(state, given, word, terms, now),
      told,
    );
  }

  @Handles(issueFeedbackLink)
  async issueLink({ id, linkId, secretHash }: InputOf<typeof issueFeedbackLink>, request: Request): Promise<Reply> {
    const { terms, gridCode, communityCode } = await this.changes.facts(id);
    const { state } = await this.work.load(request, ServiceRequest, id);
    ensureLinkable(state, byOf(request));
    const issue = (now: string) =>
      decide({
        id: linkId,
        version: 1,
        requestId: id,
        secretHash,
        expiresAt: daysAfter(now, terms.class.autoConfirmDays, terms),
        usedAt: null,
      });
    return this.work.create(request, FeedbackLink, issue, () => ({ place: gridCode ?? communityCode }));
  }

  /** Whoever holds the secret speaks as the reporter, signed in or not; the account, if any, plays no part. */
  @Handles(answerFeedbackLink)
  async answerLink({ linkId, secret, note, ...given }: InputOf<typeof answerFeedbackLink>, request: Request): Promise<Reply> {
    const link = await this.requests.link(linkId);
    ensure(link, serviceRequestErrors.linkInvalid);
    const fits = timingSafeEqual(hashOf(secret), Buffer.from(link.secretHash, 'hex'));
    const holder: Request = { ...request, actor: visitor, roles: [] };
    const word: Word = { by: byOf(holder), channel: 'LINK' };
    return this.changes.step(
      holder,
      link.requestId,
      given.resolved ? 'confirm' : 'reopen',
      (state, now, terms) => {
        useLink(link, fits, now);
        return answer(state, given, word, terms, now);
      },
      { note, channel: 'LINK', also: (_, usedAt) => [update(FeedbackLink, { ...link, usedAt }, link.version)] },
    );
  }
}
