import { Injectable } from '@nestjs/common';
import { cadreRecalled, partitionActivated } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import type { GridState } from '../partition/grid-type.rules.js';
import { heirsOf } from '../partition/heir.plan.js';
import { gridsInForce } from '../partition/in-force.queries.js';
import type { MeasureState } from './measure.rules.js';
import { holdGrid, writeStrategy, written } from './strategy.commands.js';
import { Strategy, StrategyMeasure } from './strategy.entity.js';
import { measuresOf, strategyColumns } from './strategy.queries.js';
import { end, inherit, type StrategyState } from './strategy.rules.js';

const passOn = `UPDATE strategy_measure m SET owner_cadre_id = $3, version = m.version + 1 FROM strategy s
  WHERE s.id = m.strategy_id AND s.status <> 'ENDED' AND m.owner_cadre_id = $1 AND m.grid_code = $2 AND m.completed_at IS NULL`;
const lockOpen = `SELECT ${strategyColumns} FROM strategy t WHERE t.grid_code = $1 AND t.status <> 'ENDED' ORDER BY t.number FOR UPDATE`;
const lastNumber = 'SELECT coalesce(max(number), 0)::int AS "lastNumber" FROM strategy WHERE grid_code = $1';

@Injectable()
export class StrategySubscriber {
  /** G-27 What a recalled cadre had to do in the grid passes to the successor. */
  @On(cadreRecalled)
  async recalled({ data }: EventMessage<typeof cadreRecalled>, heard: Heard): Promise<void> {
    if (data.successorId) await heard.query(passOn, [data.cadreId, data.gridCode, data.successorId]);
  }

  /** G-06 The strategy of a retired grid ends; what is open of it is a draft of the heir. The first chunk says it all. */
  @On(partitionActivated)
  async carryOver({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    if (data.chunk !== 1) return;
    const heirs = await heirsOf(heard, data.communityCode, data.retired);
    const grids = await heard.query<GridState>(gridsInForce.text, [data.communityCode]);
    for (const gridCode of data.retired) {
      const [heir] = heirs.get(gridCode) ?? [];
      await this.endAll(
        gridCode,
        grids.find(({ code }) => code === heir),
        heard,
      );
    }
  }

  private async endAll(gridCode: string, heir: GridState | undefined, heard: Heard): Promise<void> {
    await heard.query(holdGrid, [gridCode]);
    for (const strategy of await heard.query<StrategyState>(lockOpen, [gridCode])) {
      const { state, events } = end(strategy, 'PARTITION', null, heard.now);
      await heard.query(writeStrategy, written(state));
      for (const happened of events) heard.emit(happened, { id: state.id, place: gridCode });
      if (heir) await this.goOn(strategy, { gridCode: heir.code, gridType: heir.type }, heard);
    }
  }

  private async goOn(ended: StrategyState, to: Pick<StrategyState, 'gridCode' | 'gridType'>, heard: Heard): Promise<void> {
    const measures = await heard.query<MeasureState>(measuresOf.text, [[ended.id]]);
    const open = measures.filter(({ completedAt }) => completedAt === null);
    if (!open.length) return;
    await heard.query(holdGrid, [to.gridCode]);
    const [last] = await heard.query<{ lastNumber: number }>(lastNumber, [to.gridCode]);
    const inherited = inherit(ended, open, { ...to, ...last! }, [newId(), ...open.map(newId)], heard.now);
    await heard.insert(Strategy, [inherited.strategy as Strategy]);
    await heard.insert(StrategyMeasure, [...inherited.measures] as StrategyMeasure[]);
  }
}
