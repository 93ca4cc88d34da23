import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { generateFitList, overrideFit, publishFitList, requestErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, Database, insert, named, newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { draw } from './drawing.rules.js';
import { FitFactsQueries } from './fit-facts.queries.js';
import { FitEntry, FitList } from './fit-list.entity.js';
import { generate, override, publish, shown, supersede, type FitEntryState, type FitListState } from './fit-list.rules.js';
import { entriesOf } from './fit-pair.queries.js';

// Two lists of a place generated, or published, at once: one of them is asked again.
constraint('fit_list_number_key', requestErrors.concurrent);
constraint('fit_list_published_key', requestErrors.concurrent);

const latest = named('fit-list.latest', 'SELECT number FROM fit_list WHERE place_code = $1 ORDER BY number DESC LIMIT 1');
const placeOf = named('fit-list.place', 'SELECT place_code AS place FROM fit_list WHERE id = $1');
const alone = `SELECT id, version, place_code AS "placeCode", number, status, inputs, gaps, unplaced, generated_by_id AS "generatedById",
  generated_at AS "generatedAt", published_by_id AS "publishedById", published_at AS "publishedAt" FROM fit_list WHERE id = $1 FOR UPDATE`;
const publishedBefore = "SELECT id, status FROM fit_list WHERE place_code = $1 AND status = 'PUBLISHED' FOR UPDATE";
const gridsInForce = 'SELECT code FROM grid WHERE valid_to IS NULL AND starts_with(code, $1)';
const keepList = `UPDATE fit_list SET status = $2, gaps = $3, published_by_id = $4, published_at = $5, version = version + 1 WHERE id = $1`;
const keepEntry =
  'UPDATE fit_entry SET grid_code = $3, score = $4, override_reason = $5, overridden_by_id = $6 WHERE list_id = $1 AND cadre_id = $2';

@Injectable()
export class FitListCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly facts: FitFactsQueries,
  ) {}

  @Handles(generateFitList)
  async generate({ id, placeCode }: InputOf<typeof generateFitList>, request: Request): Promise<Reply> {
    const [facts, [before]] = await Promise.all([this.facts.at(placeCode), this.database.read<{ number: number }>(latest, [placeCode])]);
    const drawn = draw(facts);
    const of = { id, placeCode, number: (before?.number ?? 0) + 1, by: request.actor.id };
    const computed = { overrideReason: null, overriddenById: null };
    const entries = drawn.assignment.entries.map((placed) =>
      insert(FitEntry, { id: newId(), listId: id, ...placed, computedGridCode: placed.gridCode, ...computed }),
    );
    return this.work.create(
      request,
      FitList,
      (now) => generate(of, drawn, now),
      () => ({ place: placeCode, also: entries, reply: shown }),
    );
  }

  @Handles(overrideFit)
  override(input: InputOf<typeof overrideFit>, request: Request): Promise<Reply> {
    return this.alone(input.id, request, async (act, list, entries) => {
      const { state, entry } = override(list, entries, input, request.actor.id);
      await keep(act, state);
      const { cadreId, gridCode, score, overrideReason, overriddenById } = entry;
      await act.query(keepEntry, [list.id, cadreId, gridCode, score, overrideReason, overriddenById]);
      const before = entries.find((known) => known.cadreId === cadreId)!.gridCode;
      act.note({ cadreId: [cadreId], gridCode: [before, gridCode], gaps: [list.gaps, state.gaps] });
      return { listId: list.id, ...entry, version: list.version + 1 };
    });
  }

  @Handles(publishFitList)
  publish({ id }: InputOf<typeof publishFitList>, request: Request): Promise<Reply> {
    return this.alone(id, request, async (act, list, entries) => {
      const { placeCode } = list;
      const inForce = await act.query<{ code: string }>(gridsInForce, [placeCode]);
      const codes = new Set(inForce.map(({ code }) => code));
      const { state, events } = publish(list, entries, codes, request.actor.id, act.now);
      for (const before of await act.query<Pick<FitListState, 'id' | 'status'>>(publishedBefore, [placeCode])) {
        const { status } = supersede(before).state;
        await act.query('UPDATE fit_list SET status = $2, version = version + 1 WHERE id = $1', [before.id, status]);
        act.note({ supersededId: before.id });
      }
      await keep(act, state);
      for (const happened of events) act.emit(happened);
      act.note({ status: [list.status, state.status] });
      return shown({ ...state, version: list.version + 1 });
    });
  }

  /** Changes a list and its entries with nobody else at them. */
  private async alone(
    id: string,
    request: Request,
    change: (act: Act, list: FitListState, entries: FitEntryState[]) => Promise<object>,
  ): Promise<Reply> {
    const [at] = await this.database.read<{ place: string }>(placeOf, [id]);
    ensure(at, requestErrors.notFound);
    return this.work.act(request, { place: at.place, id }, async (act) => {
      const [list] = await act.query<FitListState>(alone, [id]);
      ensure([undefined, list!.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: list!.version });
      return change(act, list!, await act.query<FitEntryState>(entriesOf.text, [id]));
    });
  }
}

const keep = (act: Act, { id, status, gaps, publishedById, publishedAt }: FitListState) =>
  act.query(keepList, [id, status, gaps, publishedById, publishedAt]);
