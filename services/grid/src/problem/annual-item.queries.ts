import { Injectable } from '@nestjs/common';
import { annualItems, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import type { AnnualItem, Problem } from './problem.entity.js';

const published = named(
  'problem.annual-items',
  `SELECT t.id, t.version, t.year, t.title, t.place_code AS "placeCode", t.milestones, t.closed_at AS "closedAt" FROM annual_item t
   WHERE starts_with(t.place_code, $1) AND ($2::int IS NULL OR t.year = $2) AND (t.year, t.id) < ($3::integer, $4::uuid)
   ORDER BY t.year DESC, t.id DESC LIMIT $5`,
);
const columns = `i.id, i.version, i.problem_id AS "problemId", i.year, i.title, i.owner_cadre_id AS "ownerCadreId", i.place_code AS "placeCode", i.milestones,
  i.closed_at AS "closedAt"`;
const ofProblem = named('problem.item-of-problem', `SELECT ${columns} FROM annual_item i WHERE i.problem_id = $1`);
const problemOf = named(
  'problem.problem-of-item',
  `SELECT p.id, p.version, p.scope, p.class, p.place_code AS "placeCode", p.grid_codes AS "gridCodes", p.campaign_id AS "campaignId"
   FROM problem p JOIN annual_item i ON i.problem_id = p.id WHERE i.id = $1`,
);

@Injectable()
export class AnnualItemQueries {
  constructor(private readonly database: Database) {}

  /** Published without sign-in: titles and progress, no owner and no problem text. */
  @Handles(annualItems)
  async published(input: InputOf<typeof annualItems>): Promise<OutputOf<typeof annualItems>> {
    const { placeCode, year = null, limit, after } = input;
    const rows = await this.database.read<OutputOf<typeof annualItems>['items'][number]>(published, [
      placeCode,
      year,
      ...keyset(after, descending('integer', 'uuid')),
      limit + 1,
    ]);
    return pageOf(rows, limit, (row) => [row.year, row.id]);
  }

  /** For the rules: the item a problem is tied to. */
  async ofProblem(problemId: string): Promise<AnnualItem | undefined> {
    return (await this.database.read<AnnualItem>(ofProblem, [problemId]))[0];
  }

  /** For the rules: the problem an item is tied to, without its text. */
  async problemOf(itemId: string): Promise<Problem | undefined> {
    return (await this.database.read<Problem>(problemOf, [itemId]))[0];
  }
}
