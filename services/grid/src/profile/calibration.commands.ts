import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { calibrateFields, requestErrors, type InputOf, type OutputOf, type ProfileClass } from '@gezhi/shared/contracts';
import { UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { ProfileCatalogueQueries } from './profile-catalogue.queries.js';
import { ensureCanSee } from './profile-visibility.rules.js';
import { fieldsAmong } from './profile.queries.js';
import { calibrate, type FieldState } from './profile.rules.js';

const verify = `UPDATE profile_field f SET status = c.status, second_source = c.second_source, verified_by = c.verified_by, verified_at = c.verified_at,
    expires_at = c.expires_at, version = f.version + 1
  FROM jsonb_to_recordset($1::jsonb) AS c (id uuid, status text, second_source text, verified_by text, verified_at timestamptz, expires_at timestamptz)
  WHERE f.id = c.id`;

@Injectable()
export class CalibrationCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly catalogues: ProfileCatalogueQueries,
  ) {}

  /** G-03 What one survey brought in is calibrated in one go, all or nothing. */
  @Handles(calibrateFields)
  async calibrate(input: InputOf<typeof calibrateFields>, request: Request): Promise<Reply> {
    const classes = await this.catalogues.classesAt(input.gridCode);
    return this.work.act(request, { place: input.gridCode, id: input.ids[0]! }, (act) => calibrateAll(act, input, classes, request));
  }
}

async function calibrateAll(
  act: Act,
  { gridCode, ids, secondSource }: InputOf<typeof calibrateFields>,
  classes: readonly ProfileClass[],
  { actor, roles }: Request,
): Promise<OutputOf<typeof calibrateFields>> {
  const wanted = [...new Set(ids)];
  const fields = await act.query<FieldState>(`${fieldsAmong.text} FOR UPDATE`, [gridCode, wanted]);
  ensure(fields.length === wanted.length, requestErrors.notFound);
  for (const { classCode } of fields) ensureCanSee(classes, classCode, roles);
  const decisions = fields.map((field) => calibrate(field, { actorId: actor.id, secondSource: secondSource ?? null, classes }, act.now));
  await act.query(verify, [JSON.stringify(decisions.map(({ state }) => columnsOf(state)))]);
  decisions.forEach(({ state, events }) => events.forEach((happened) => act.emit(happened, { id: state.id })));
  act.note({ calibrated: wanted });
  return { calibrated: fields.length };
}

const columnsOf = ({ id, status, secondSource, verifiedBy, verifiedAt, expiresAt }: FieldState) => ({
  ...{ id, status, second_source: secondSource, verified_by: verifiedBy, verified_at: verifiedAt, expires_at: expiresAt },
});
