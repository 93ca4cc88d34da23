import { named } from '@gezhi/shared/database';

/** The active strategy of grid `$1`: how many measures it has, and how many of them are completed. */
export const activeStrategyOf = named(
  'strategy.active-of',
  `SELECT s.id, s.number, count(m.id)::int AS measures, count(m.completed_at)::int AS completed
   FROM strategy s LEFT JOIN strategy_measure m ON m.strategy_id = s.id WHERE s.grid_code = $1 AND s.status = 'ACTIVE' GROUP BY s.id`,
);
