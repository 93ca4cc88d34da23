import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  bulletinErrors,
  correctBulletin,
  publishBulletin,
  publishBulletinPolicy,
  recordDelivery,
  requestErrors,
  topicErrors,
  withdrawBulletin,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, insert, newId, Policies, UnitOfWork, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { BallotQueries } from '../ballot/ballot.queries.js';
import { topicPublished } from '../topic/topic.plan.js';
import { TopicQueries } from '../topic/topic.queries.js';
import { Bulletin, BulletinDelivery, BulletinPolicyVersion } from './bulletin.entity.js';
import { BulletinQueries } from './bulletin.queries.js';
import { acceptPolicy, correct, ensureEvidence, publish, withdraw, type BulletinState, type Subject } from './bulletin.rules.js';

constraint('bulletin_subject_key', bulletinErrors.alreadyPublished);
constraint('bulletin_corrects_key', bulletinErrors.alreadyCorrected);

type Channels = InputOf<typeof publishBulletin>['channels'];

const at = ({ communityCode: place }: BulletinState) => ({ place });
const deliveriesOf = ({ id: bulletinId, publishedAt: deliveredAt }: BulletinState, channels: Channels): BulletinDelivery[] =>
  channels.map((delivery) => ({ id: newId(), bulletinId, deliveredAt, ...delivery }));

@Injectable()
export class BulletinCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly bulletins: BulletinQueries,
    private readonly topics: TopicQueries,
    private readonly ballots: BallotQueries,
    private readonly versions: Policies,
  ) {}

  @Handles(publishBulletin)
  async publish(input: InputOf<typeof publishBulletin>, request: Request): Promise<Reply> {
    const subject = await this.subjectOf(input);
    const policy = await this.bulletins.inForce({ placeCode: subject.communityCode });
    const { communityCode: place, topicId } = subject;
    return this.work.act(request, { place, id: input.id, creates: Bulletin }, async (act) => {
      const topic = topicId ? await topicPublished(act, topicId, input.id) : undefined;
      // Another ballot decided the topic since it was read.
      ensure(!topic || topic.ballotId === subject.ballotId, requestErrors.concurrent);
      const { state, events } = publish(input, { ...subject, outcome: topic?.outcome ?? subject.outcome }, policy, act.now);
      await act.insert(Bulletin, [state]);
      await act.insert(BulletinDelivery, deliveriesOf(state, input.channels));
      for (const happened of events) act.emit(happened);
      act.note({ topicId, ballotId: state.ballotId, edition: state.edition });
      return state;
    });
  }

  @Handles(correctBulletin)
  async correct({ correctsId, ...input }: InputOf<typeof correctBulletin>, request: Request): Promise<Reply> {
    const { state: former } = await this.work.load(request, Bulletin, correctsId);
    const policy = await this.bulletins.inForce({ placeCode: former.communityCode });
    return this.work.create(
      request,
      Bulletin,
      (now) => correct(former, input, policy, now),
      (bulletin) => ({ ...at(bulletin), also: deliveriesOf(bulletin, input.channels).map((row) => insert(BulletinDelivery, row)) }),
    );
  }

  @Handles(recordDelivery)
  async deliver({ id, deliveryId, ...delivery }: InputOf<typeof recordDelivery>, request: Request): Promise<Reply> {
    ensureEvidence(delivery);
    const { state: bulletin } = await this.work.load(request, Bulletin, id);
    return this.work.act(request, { place: bulletin.communityCode, id }, async (act) => {
      await act.insert(BulletinDelivery, [{ id: deliveryId, bulletinId: id, deliveredAt: act.now, ...delivery }]);
      act.note({ channel: delivery.channel });
      return bulletin;
    });
  }

  /** One that was corrected stays so. */
  @Handles(withdrawBulletin)
  async withdraw({ id, reason }: InputOf<typeof withdrawBulletin>, request: Request): Promise<Reply> {
    const isCorrected = (await this.bulletins.read({ id })).correctedById !== null;
    return this.work.change(request, Bulletin, id, (bulletin, now) => withdraw(bulletin, isCorrected, reason, now), at);
  }

  @Handles(publishBulletinPolicy)
  publishPolicy({ id, jurisdictionId, ...policy }: InputOf<typeof publishBulletinPolicy>, request: Request): Promise<Reply> {
    return this.versions.publish(request, BulletinPolicyVersion, { id, jurisdictionId, ...acceptPolicy(policy) });
  }

  /** A topic with the ballot that decided it; or a ballot by itself, which once certified stays so. */
  private async subjectOf({ topicId, ballotId }: InputOf<typeof publishBulletin>): Promise<Subject> {
    ensure((topicId === undefined) !== (ballotId === undefined), bulletinErrors.subjectUnclear);
    const topic = await this.topics.one(topicId);
    ensure(topic || topicId === undefined, topicErrors.topicUnknown);
    const decidedBy = topic?.ballotId ?? ballotId;
    const ballot = decidedBy ? await this.ballots.one(decidedBy) : undefined;
    ensure(topic || (ballot?.topicId === null && ballot.state === 'CERTIFIED'), bulletinErrors.subjectUnclear);
    const { communityCode } = (topic ?? ballot)!;
    const decided = { ballotId: ballot?.id ?? null, electorate: ballot?.electorate ?? null, outcome: ballot?.outcome ?? null };
    return { communityCode, topicId: topic?.id ?? null, ...decided };
  }
}
