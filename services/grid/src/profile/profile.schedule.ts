import { Injectable } from '@nestjs/common';
import { scheduled } from '@gezhi/shared/auth';
import { Database, named, UnitOfWork, type Act } from '@gezhi/shared/database';
import { Every } from '@gezhi/shared/schedule';
import { expire, type FieldState } from './profile.rules.js';

const due = `status IN ('CALIBRATED', 'CURRENT') AND expires_at <=`;
const gridsWithDue = named(
  'profile.due',
  `SELECT DISTINCT grid_code AS "gridCode" FROM profile_field WHERE ${due} (SELECT gezhi_now()) ORDER BY 1`,
);
const dueFields = `SELECT id, version, grid_code AS "gridCode", class_code AS "classCode", key, status, expires_at AS "expiresAt"
  FROM profile_field WHERE grid_code = $1 AND ${due} $2 ORDER BY id FOR UPDATE`;

/** G-03 Fields past their life become stale, each told of once. */
@Injectable()
export class ProfileSchedule {
  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {}

  @Every('*/10 * * * *')
  async expireDue(): Promise<void> {
    const request = scheduled('grid', 'profile', 'expire-due');
    for (const { gridCode } of await this.database.read<{ gridCode: string }>(gridsWithDue))
      await this.work.act(request, { place: gridCode, id: gridCode }, (act) => this.expire(act, gridCode));
  }

  private async expire(act: Act, gridCode: string): Promise<object> {
    const fields = await act.query<FieldState>(dueFields, [gridCode, act.now]);
    const decisions = fields.map((field) => expire(field, act.now));
    const ids = fields.map(({ id }) => id);
    await act.query(`UPDATE profile_field SET status = 'STALE', version = version + 1 WHERE id = ANY($1::uuid[])`, [ids]);
    decisions.forEach(({ state, events }) => events.forEach((happened) => act.emit(happened, { id: state.id })));
    act.note({ stale: ids });
    return {};
  }
}
