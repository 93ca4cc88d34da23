import { Injectable } from '@nestjs/common';
import { latestThreeFixedCheck, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { servesToday } from './posted.queries.js';
import { findings, fixedOf, type CheckState, type ThreeFixedFacts } from './three-fixed.rules.js';

const latestOf = named(
  'worker.latest-check',
  `SELECT t.id, t.version, t.place_code AS "placeCode", t.at, t.grids, t.workers, t.pairs, t.violations
   FROM three_fixed_check t WHERE t.place_code = $1 ORDER BY t.at DESC, t.id DESC LIMIT 1`,
);
/** All facts of place `$1` in one statement, so that they are of one instant. */
const factsOf = named(
  'worker.three-fixed-facts',
  `WITH worker AS (
     SELECT w.id, w.account_id FROM grid_worker w WHERE w.active AND (w.home_place LIKE $1 || '%'
       OR EXISTS (SELECT 1 FROM worker_posting p WHERE p.worker_id = w.id AND p.grid_code LIKE $1 || '%' AND ${servesToday}))),
   posting AS (
     SELECT p.worker_id, p.grid_code, p.home, p.duties_confirmed_at IS NOT NULL AS confirmed FROM worker_posting p
     WHERE p.worker_id IN (SELECT id FROM worker) AND ${servesToday}
       AND EXISTS (SELECT 1 FROM grid g WHERE g.code = p.grid_code AND g.valid_to IS NULL))
   SELECT gezhi_now() AS now,
     ARRAY(SELECT g.code FROM grid g WHERE g.valid_to IS NULL AND g.code LIKE $1 || '%' ORDER BY g.code) AS grids,
     (SELECT coalesce(json_agg(json_build_object('workerId', id, 'accountId', account_id)), '[]') FROM worker) AS workers,
     (SELECT coalesce(json_agg(json_build_object('workerId', worker_id, 'gridCode', grid_code, 'home', home, 'confirmed', confirmed)), '[]')
      FROM posting) AS postings,
     coalesce((SELECT t.violations FROM three_fixed_check t WHERE t.place_code = $1 ORDER BY t.at DESC, t.id DESC LIMIT 1), '[]') AS before`,
);

type Shown = OutputOf<typeof latestThreeFixedCheck>;
/** A check as it is shown. */
export const shown = (check: Omit<CheckState, 'id' | 'version'> & { readonly id: string | null }): Shown => {
  const { id, placeCode, at, grids, workers, violations } = check;
  return { id, placeCode, at, grids, workers, violations, fixed: fixedOf(check) };
};

@Injectable()
export class ThreeFixedQueries {
  constructor(private readonly database: Database) {}

  @Handles(latestThreeFixedCheck)
  async latest({ placeCode }: InputOf<typeof latestThreeFixedCheck>): Promise<Shown> {
    const [kept] = await this.database.read<CheckState>(latestOf, [placeCode]);
    if (kept) return shown(kept);
    const { now, ...facts } = await this.facts(placeCode);
    return shown({ id: null, placeCode, at: now, ...findings(facts) });
  }

  /** What a check of a place is decided upon, and the instant of it. */
  async facts(placeCode: string): Promise<ThreeFixedFacts & { readonly now: string }> {
    return (await this.database.read<ThreeFixedFacts & { now: string }>(factsOf, [placeCode]))[0]!;
  }
}
