import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { approveStrategy, draftStrategy, endStrategy, requestErrors, strategyErrors, type InputOf } from '@gezhi/shared/contracts';
import { constraint, Database, guard, insert, named, newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure, type Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { stillActive } from '../cadre/active.queries.js';
import { PlaybookQueries } from '../playbook/playbook.queries.js';
import { draft, ownersOf, problemsOf, type IdentifiedMeasure } from './draft.rules.js';
import type { MeasureState } from './measure.rules.js';
import { Strategy, StrategyMeasure } from './strategy.entity.js';
import { measuresOf, StrategyQueries, strategyColumns, viewOf } from './strategy.queries.js';
import { approve, end, type StrategyState } from './strategy.rules.js';
import { gridInForce } from '../partition/in-force.plan.js';

constraint('strategy_active_key', strategyErrors.activeExists);
constraint('strategy_number_key', requestErrors.concurrent);

const placeOf = named('strategy.place', 'SELECT grid_code AS place FROM strategy WHERE id = $1');
/** Whoever approves or ends strategies of a grid, or moves them, follows the other. */
export const holdGrid = `SELECT pg_advisory_xact_lock(hashtext('strategy ' || $1))`;
const lock = `SELECT ${strategyColumns} FROM strategy t WHERE t.id = $1 FOR UPDATE`;
const lockActive = `SELECT ${strategyColumns} FROM strategy t WHERE t.grid_code = $1 AND t.status = 'ACTIVE' FOR UPDATE`;
export const writeStrategy = `UPDATE strategy SET status = $2, approved_by_id = $3, approved_at = $4, ended_at = $5, end_reason = $6,
  version = version + 1 WHERE id = $1`;
export const written = ({ id, status, approvedById, approvedAt, endedAt, endReason }: StrategyState) => [
  ...[id, status, approvedById, approvedAt, endedAt, endReason],
];

@Injectable()
export class StrategyCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly queries: StrategyQueries,
    private readonly playbooks: PlaybookQueries,
  ) {}

  @Handles(draftStrategy)
  async draft(input: InputOf<typeof draftStrategy>, request: Request): Promise<Reply> {
    const owners = ownersOf(input);
    const [facts, held] = await Promise.all([
      this.queries.draftFacts(input.gridCode, owners, problemsOf(input)),
      this.queries.measures([input.id]),
    ]);
    const playbook = input.applyPlaybook && facts.gridType ? await this.ofPlaybook(input.gridCode, facts.gridType) : [];
    let measures: readonly MeasureState[] = [];
    let now: string;
    const rule = (at: string): Decision<Strategy> => {
      const drafted = draft(input, playbook, facts, request.actor.id, at);
      [measures, now] = [drafted.measures, at];
      return drafted.decision as Decision<Strategy>;
    };
    return this.work.create(request, Strategy, rule, ({ gridCode }) => ({
      place: gridCode,
      also: [
        guard(strategyErrors.gridUnknown, gridInForce, gridCode),
        guard(strategyErrors.ownerUnknown, stillActive, owners),
        ...measures.map((measure) => insert(StrategyMeasure, measure as StrategyMeasure)),
      ],
      // Sent again later, the answer shows the measures as they are, not as they were drafted.
      reply: (strategy) => viewOf(strategy, held.length ? held : measures, now),
    }));
  }

  @Handles(approveStrategy)
  approve({ id, replacesId }: InputOf<typeof approveStrategy>, request: Request): Promise<Reply> {
    return this.alone(id, request, async (act, strategy) => {
      const [active] = await act.query<StrategyState>(lockActive, [strategy.gridCode]);
      const measures = await act.query<MeasureState>(measuresOf.text, [[id]]);
      const { approved, replaced } = approve(strategy, active, replacesId, measures.length, request.actor.id, act.now);
      if (replaced) await this.write(act, replaced);
      await this.write(act, approved);
      act.note({ status: [strategy.status, approved.state.status], replaced: replaced?.state.id ?? null });
      return { ...viewOf(approved.state, measures, act.now), version: strategy.version + 1 };
    });
  }

  @Handles(endStrategy)
  end({ id, reason }: InputOf<typeof endStrategy>, request: Request): Promise<Reply> {
    return this.alone(id, request, async (act, strategy) => {
      const ended = end(strategy, 'ENDED', reason, act.now);
      await this.write(act, ended);
      act.note({ status: [strategy.status, ended.state.status] });
      const measures = await act.query<MeasureState>(measuresOf.text, [[id]]);
      return { ...viewOf(ended.state, measures, act.now), version: strategy.version + 1 };
    });
  }

  /** Acts on a strategy while nobody else does on one of its grid. */
  private async alone<T>(id: string, request: Request, work: (act: Act, strategy: StrategyState) => Promise<T>): Promise<Reply> {
    const [at] = await this.database.read<{ place: string }>(placeOf, [id]);
    ensure(at, requestErrors.notFound);
    return this.work.act(request, { place: at.place, id }, async (act) => {
      await act.query(holdGrid, [at.place]);
      const [strategy] = await act.query<StrategyState>(lock, [id]);
      ensure([undefined, strategy!.version].includes(request.expectedVersion), requestErrors.staleVersion, { version: strategy!.version });
      return work(act, strategy!);
    });
  }

  private async write(act: Act, { state, events }: Decision<StrategyState>): Promise<void> {
    await act.query(writeStrategy, written(state));
    for (const happened of events) act.emit(happened, { id: state.id });
  }

  private async ofPlaybook(gridCode: string, gridType: StrategyState['gridType']): Promise<IdentifiedMeasure[]> {
    const { measures } = await this.playbooks.ofType(gridCode, gridType);
    return measures.map((measure) => ({ ...measure, id: newId() }));
  }
}
