import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  amendMinutes,
  answerAmendment,
  draftMinutes,
  finalizeMinutes,
  minutesErrors,
  openMinutes,
  prepareMinutes,
  requestErrors,
  rewriteMinutes,
  type InputOf,
} from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { contentHash } from '@gezhi/shared/platform';
import { MinutesAmendment, SessionMinutes } from './minutes.entity.js';
import { MinutesQueries } from './minutes.queries.js';
import {
  amend,
  answer,
  draft,
  finalize,
  openToAmendments,
  prepare,
  rewrite,
  type AmendmentState,
  type MinutesState,
} from './minutes.rules.js';
import { SittingQueries } from './sitting.queries.js';

constraint('session_minutes_session_key', minutesErrors.minutesExist);

const storeMinutes = `UPDATE session_minutes SET phase = $2, text = $3, finalized_at = $4, hash = $5, version = version + 1 WHERE id = $1`;
const storeAnswer = `UPDATE minutes_amendment SET state = $2, answered_at = $3, reason = $4, version = version + 1 WHERE id = $1`;
const at = ({ communityCode: place }: MinutesState) => ({ place });
const store = (act: Act, { id, phase, text, finalizedAt, hash }: MinutesState) =>
  act.query(storeMinutes, [id, phase, text, finalizedAt, hash]);

@Injectable()
export class MinutesCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly minutes: MinutesQueries,
    private readonly sittings: SittingQueries,
  ) {}

  @Handles(draftMinutes)
  async draft(input: InputOf<typeof draftMinutes>, request: Request): Promise<Reply> {
    const { session } = await this.sittings.sitting(input.sessionId, request);
    return this.work.create(request, SessionMinutes, (now) => draft(input, session, now), at);
  }

  @Handles(rewriteMinutes)
  rewrite({ id, text }: InputOf<typeof rewriteMinutes>, request: Request): Promise<Reply> {
    return this.work.change(request, SessionMinutes, id, (minutes) => rewrite(minutes, text), at);
  }

  /** A session once closed stays so. */
  @Handles(prepareMinutes)
  async prepare({ id }: InputOf<typeof prepareMinutes>, request: Request): Promise<Reply> {
    const { state } = await this.work.load(request, SessionMinutes, id);
    const session = await this.sittings.known(state.sessionId);
    return this.work.change(request, SessionMinutes, id, (minutes) => prepare(minutes, session), at);
  }

  @Handles(openMinutes)
  open({ id }: InputOf<typeof openMinutes>, request: Request): Promise<Reply> {
    return this.work.change(request, SessionMinutes, id, openToAmendments, at);
  }

  /** Many amend at once; whoever makes the minutes final waits for them, and they for it. */
  @Handles(amendMinutes)
  async amend(input: InputOf<typeof amendMinutes>, request: Request): Promise<Reply> {
    const { communityCode: place, id } = await this.minutes.reached(input.minutesId, request);
    return this.work.act(request, { place, id: input.id, own: true, creates: MinutesAmendment }, async (act) => {
      const minutes = await this.minutes.locked(act, id, 'SHARE');
      const attendee = await this.minutes.attendee(act, minutes.sessionId, request.actor.id);
      const { state } = amend(input, minutes, attendee, act.now);
      await act.insert(MinutesAmendment, [state]);
      return state;
    });
  }

  @Handles(answerAmendment)
  async answer(input: InputOf<typeof answerAmendment>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, MinutesAmendment, input.id);
    return this.work.act(request, { place: known.communityCode, id: known.id }, (act) => this.answered(act, known, input, request));
  }

  @Handles(finalizeMinutes)
  async finalize({ id }: InputOf<typeof finalizeMinutes>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, SessionMinutes, id);
    return this.work.act(request, { place: known.communityCode, id }, async (act) => {
      const minutes = await this.minutes.locked(act, id, 'UPDATE');
      ensureSeen(request, minutes);
      const { state, events } = finalize(minutes, await this.minutes.open(act, id), contentHash, act.now);
      await store(act, state);
      for (const happened of events) act.emit(happened);
      act.note({ phase: [minutes.phase, state.phase], hash: state.hash });
      return { ...state, version: minutes.version + 1 };
    });
  }

  private async answered(
    act: Act,
    known: AmendmentState,
    input: InputOf<typeof answerAmendment>,
    request: Request,
  ): Promise<AmendmentState> {
    const minutes = await this.minutes.locked(act, known.minutesId, 'UPDATE');
    const amendment = await this.minutes.amendmentAlone(act, known.id);
    ensureSeen(request, amendment);
    const next = answer(amendment, minutes, input, act.now);
    if (next.minutes !== minutes) await store(act, next.minutes);
    const { id, state, answeredAt, reason } = next.amendment;
    await act.query(storeAnswer, [id, state, answeredAt, reason]);
    act.note({ state: [amendment.state, state] });
    return { ...next.amendment, version: amendment.version + 1 };
  }
}

function ensureSeen({ expectedVersion }: Request, { version }: { readonly version: number }): void {
  ensure([undefined, version].includes(expectedVersion), requestErrors.staleVersion, { version });
}
