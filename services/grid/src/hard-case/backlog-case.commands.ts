import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  addCaseEntry,
  assignCase,
  clearBacklogCase,
  hardCaseErrors,
  registerBacklogCase,
  reopenBacklogCase,
  type InputOf,
} from '@gezhi/shared/contracts';
import { insert, newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import type { Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { assign, clear, register, reopen, turned, writeDown, type CaseState } from './backlog-case.rules.js';
import { accountOf, CaseChanges, ensureVersion } from './case-change.commands.js';
import { CaseFactsQueries } from './case-facts.queries.js';
import { casePlace } from './case-place.rules.js';
import { ensureDoer } from './case-sight.rules.js';
import { HardCasePolicyQueries } from './hard-case-policy.queries.js';
import { BacklogCase, CaseEntry } from './hard-case.entity.js';
import { stillThere } from './hard-case.plan.js';
import { closeForce, openMeasures } from './task-force.rules.js';

@Injectable()
export class BacklogCaseCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly facts: CaseFactsQueries,
    private readonly changes: CaseChanges,
    private readonly policies: HardCasePolicyQueries,
  ) {}

  @Handles(registerBacklogCase)
  async register(input: InputOf<typeof registerBacklogCase>, request: Request): Promise<Reply> {
    const place = casePlace(input, await this.facts.place(input), hardCaseErrors);
    const owners = input.ownerCadreId ? await this.facts.cadres([input.ownerCadreId], place.placeCode) : [];
    const by = accountOf(request);
    const facts = { policy: await this.policies.inForce(place), ownerKnown: owners.length === 1, by };
    const rule = (now: string) => register(input, place, facts, now) as Decision<BacklogCase>;
    return this.work.create(request, BacklogCase, rule, ({ id, placeCode, registeredAt: at }) => ({
      place: placeCode,
      also: [
        ...stillThere(input, place, hardCaseErrors),
        ...input.history.map(({ onDate, text }) =>
          insert(CaseEntry, { id: newId(), version: 1, caseId: id, onDate, kind: 'HISTORY', text, byId: by, at, quietUntil: null }),
        ),
      ],
    }));
  }

  @Handles(addCaseEntry)
  async addEntry(input: InputOf<typeof addCaseEntry>, request: Request): Promise<Reply> {
    const facts = await this.facts.standing(input.id, request);
    ensureDoer(facts.restricted, facts);
    return this.work.create(
      request,
      CaseEntry,
      (now) => writeDown(input, facts.originOn, accountOf(request), now),
      () => ({ place: facts.placeCode, own: facts.member }),
    );
  }

  @Handles(assignCase)
  assign({ id, ownerCadreId }: InputOf<typeof assignCase>, request: Request): Promise<Reply> {
    return this.changes.act(request, { caseId: id, as: 'leader' }, async (act, state) => {
      ensureVersion(request, state.version);
      const known = (await this.facts.cadres([ownerCadreId], state.placeCode)).length === 1;
      return this.changes.write(act, state, assign(state, ownerCadreId, known));
    });
  }

  /** Clearing closes the task force with it: its measures are done, or the case could not be cleared. */
  @Handles(clearBacklogCase)
  async clear(input: InputOf<typeof clearBacklogCase>, request: Request): Promise<Reply> {
    const { id, clearing } = input;
    const policy = await this.policies.inForce(await this.facts.standing(id, request));
    return this.changes.act(request, { caseId: id, as: 'leader' }, async (act, state) => {
      ensureVersion(request, state.version);
      const force = await this.changes.openForce(act, id);
      const cleared = await this.changes.write(act, state, clear(state, input, openMeasures(force), policy, act.now));
      await this.turn(act, cleared, 'CLEARING', clearing, request);
      if (force) await this.changes.writeForce(act, closeForce(force, clearing, act.now));
      return cleared;
    });
  }

  @Handles(reopenBacklogCase)
  reopen({ id, reason }: InputOf<typeof reopenBacklogCase>, request: Request): Promise<Reply> {
    return this.changes.act(request, { caseId: id, as: 'doer' }, async (act, state, facts) => {
      ensureDoer(state.restricted, facts);
      ensureVersion(request, state.version);
      const reopened = await this.changes.write(act, state, reopen(state, act.now));
      await this.turn(act, reopened, 'RELAPSE', reason, request);
      return reopened;
    });
  }

  private async turn(act: Act, state: CaseState, kind: 'CLEARING' | 'RELAPSE', text: string, request: Request): Promise<void> {
    await act.insert(CaseEntry, [turned(state, { id: newId(), kind, text }, accountOf(request), act.now)]);
  }
}
