import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { Database, named, newId, today } from '@gezhi/shared/database';
import { Every } from '@gezhi/shared/schedule';
import { ThreeFixedCommands } from './three-fixed.commands.js';

/** Communities with grids, and places with workers, that were not checked today. */
const unchecked = named(
  'worker.unchecked',
  `SELECT c.code FROM (
     SELECT left(g.code, 12) AS code FROM grid g WHERE g.valid_to IS NULL
     UNION SELECT w.home_place FROM grid_worker w WHERE w.active) c
   WHERE NOT EXISTS (SELECT 1 FROM three_fixed_check t WHERE t.place_code = c.code AND (t.at AT TIME ZONE 'Asia/Shanghai')::date = ${today})
   ORDER BY c.code`,
);

/** G-33 Every community, and every place workers are registered at, is checked once a day, whether or not anybody asks. */
@Injectable()
export class WorkerSchedule {
  constructor(
    private readonly database: Database,
    private readonly checks: ThreeFixedCommands,
  ) {}

  @Every('20 18 * * *')
  async checkThreeFixed(): Promise<void> {
    const request = scheduled('grid', 'worker', 'check-three-fixed');
    for (const { code } of await this.database.read<{ code: string }>(unchecked))
      await this.checks.run({ id: newId(), placeCode: code }, request);
  }
}
