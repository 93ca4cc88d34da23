import { named } from '@gezhi/shared/database';

/** The measures that cadre `$1` has to do in grid `$2`: those of its active strategy and of drafts. */
export const measuresOwnedBy = named(
  'strategy.owned-by',
  `SELECT 'STRATEGY_MEASURE' AS kind, m.id, m.title, m.due_at AS due FROM strategy_measure m JOIN strategy s ON s.id = m.strategy_id
   WHERE m.owner_cadre_id = $1 AND m.grid_code = $2 AND m.completed_at IS NULL AND s.status <> 'ENDED' ORDER BY m.due_at, m.id`,
);
