import { partitionActivated, requestErrors, type Lineage } from '@gezhi/shared/contracts';
import { newId, type Act } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { doorstepsOf } from '../household/household.queries.js';
import { place } from '../household/placement.plan.js';
import type { GridState } from './grid-type.rules.js';
import { ensureHeirs } from './heir.rules.js';
import { holdGrids } from './in-force.plan.js';
import { Grid, GridLineage } from './partition.entity.js';
import { usedCodes } from './in-force.queries.js';
import { activate, checkStillSound, type PlanState } from './partition.rules.js';
import { withTypesKept } from './planned-type.rules.js';
import { ensureExactlyOne, simulate, type Doorstep } from './simulation.rules.js';
import { succession, type Succession } from './succession.rules.js';

const chunkSize = 500;
const planForUpdate = `SELECT id, version, community_code AS "communityCode", status, effective_from AS "effectiveFrom", activated_at AS "activatedAt", grids
  FROM partition_plan WHERE id = $1 FOR UPDATE`;

/**
 * Brings a plan into force as one act alone in its community: all households in exactly one new grid, old placements and
 * grids closed and new ones opened at one instant; or schedules it when its date lies ahead.
 */
export async function bringIntoForce(act: Act, of: { id: string; communityCode: string }, expectedVersion?: number): Promise<PlanState> {
  const { now, grids: inForce } = await holdGrids(act, of.communityCode, 'alone');
  const [plan] = await act.query<PlanState>(planForUpdate, [of.id]);
  ensure(plan, requestErrors.notFound);
  ensure(expectedVersion === undefined || expectedVersion === plan.version, requestErrors.staleVersion, { version: plan.version });
  const codes = await act.query<{ code: string }>(usedCodes.text, [plan.communityCode]);
  checkStillSound(plan, { inForce, usedCodes: codes.map(({ code }) => code) });
  const { state } = activate(ensureHeirs(withTypesKept(plan, inForce), inForce), now);
  const households = await act.query<Doorstep>(doorstepsOf.text, [plan.communityCode]);
  const { assignment, moving } = simulate(plan, households, undefined);
  ensureExactlyOne(assignment);
  if (state.status === 'ACTIVE') {
    const change = succession(state, inForce);
    await replaceGrids(act, { planId: plan.id, communityCode: plan.communityCode, now }, change, inForce);
    const placements = assignment.placed.map(({ household: { householdId, kind, gridCode: before }, code }) => ({
      householdId,
      kind,
      communityCode: plan.communityCode,
      gridCode: code,
      before,
    }));
    const version = await place(
      act,
      placements.filter(({ gridCode, before }) => gridCode !== before),
      now,
    );
    tell(act, state, { change, version, placements });
    act.note({ grids: plan.grids.length, retired: change.retired, households: households.length, moving });
  }
  const kept = state.status === 'ACTIVE' ? state.grids : plan.grids;
  await act.query('UPDATE partition_plan SET status = $2, activated_at = $3, grids = $4::jsonb, version = version + 1 WHERE id = $1', [
    ...[plan.id, state.status, state.activatedAt],
    JSON.stringify(kept),
  ]);
  return { ...state, grids: kept, version: plan.version + 1 };
}

async function replaceGrids(
  act: Act,
  { planId, communityCode, now }: { planId: string; communityCode: string; now: string },
  { opened, retired, lineage }: Succession,
  inForce: readonly GridState[],
): Promise<void> {
  const before = new Map(inForce.map((grid) => [grid.code, grid]));
  const closing = [...retired, ...opened.map(({ code }) => code).filter((code) => before.has(code))];
  await act.query('UPDATE grid SET valid_to = $2 WHERE code = ANY($1) AND valid_to IS NULL', [closing, now]);
  const rows = opened.map(({ code, type, boundary, reason }): Grid => {
    const was = before.get(code);
    const why = was?.type === type ? was.reason : (reason ?? null);
    return {
      id: newId(),
      version: (was?.version ?? 0) + 1,
      code,
      communityCode,
      type,
      boundary,
      validFrom: now,
      validTo: null,
      planId,
      reason: why,
    };
  });
  await act.insert(Grid, rows);
  const traces = lineage.map(({ from, to, kind }): GridLineage => ({ id: newId(), planId, fromCode: from, toCode: to, kind, at: now }));
  await act.insert(GridLineage, traces);
  await act.query('UPDATE partition_root SET plan_id = $2 WHERE community_code = $1', [communityCode, planId]);
}

/** One event per 500 households, each with the whole list of grids; at least one. */
function tell(
  act: Act,
  plan: PlanState,
  {
    change,
    version,
    placements,
  }: { change: Succession; version: number; placements: readonly { householdId: string; gridCode: string }[] },
): void {
  const chunks = Math.max(1, Math.ceil(placements.length / chunkSize));
  for (let chunk = 1; chunk <= chunks; chunk++)
    act.emit(
      partitionActivated({
        planId: plan.id,
        communityCode: plan.communityCode,
        chunk,
        chunks,
        effectiveFrom: plan.activatedAt!,
        grids: plan.grids.map(({ code, type }) => ({ code, type })),
        retired: [...change.retired],
        lineage: change.lineage as Lineage[],
        placements: placements
          .slice((chunk - 1) * chunkSize, chunk * chunkSize)
          .map(({ householdId, gridCode }) => ({ householdId, gridCode })),
        version,
      }),
    );
}
