import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  calibrateField,
  profileErrors,
  publishProfileCatalogue,
  publishProfileVersion,
  submitField,
  type InputOf,
  type OutputOf,
  type ProfileClass,
} from '@gezhi/shared/contracts';
import { guard, Policies, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { gridInForce } from '../partition/in-force.plan.js';
import { InForceQueries } from '../partition/in-force.queries.js';
import { ProfileCatalogueQueries } from './profile-catalogue.queries.js';
import { acceptCatalogue } from './profile-catalogue.rules.js';
import { ensureCanSee } from './profile-visibility.rules.js';
import { ProfileCatalogue, ProfileField, ProfileVersion } from './profile.entity.js';
import { liveFields, ProfileQueries } from './profile.queries.js';
import { calibrate, submit, type FieldState } from './profile.rules.js';
import { publish } from './publication.rules.js';

const setStatus = `UPDATE profile_field f SET status = c.status, version = f.version + 1 FROM unnest($1::uuid[], $2::text[]) AS c (id, status) WHERE f.id = c.id`;

@Injectable()
export class ProfileCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: Policies,
    private readonly catalogues: ProfileCatalogueQueries,
    private readonly grids: InForceQueries,
    private readonly profiles: ProfileQueries,
  ) {}

  @Handles(publishProfileCatalogue)
  async publishCatalogue({ items, ...input }: InputOf<typeof publishProfileCatalogue>, request: Request): Promise<Reply> {
    return this.policies.publish(request, ProfileCatalogue, { ...input, items: acceptCatalogue(items) });
  }

  @Handles(submitField)
  async submit(input: InputOf<typeof submitField>, request: Request): Promise<Reply> {
    ensure(await this.grids.isInForce(input.gridCode), profileErrors.gridUnknown);
    const classes = await this.catalogues.classesAt(input.gridCode);
    ensureCanSee(classes, input.classCode, request.roles);
    const held = await this.profiles.inForceUnder(input);
    return this.work.create(
      request,
      ProfileField,
      (now) => submit(input, held, classes, request.actor.id, now),
      ({ gridCode: place }) => ({ place, also: [guard(profileErrors.gridUnknown, gridInForce, place)] }),
    );
  }

  @Handles(calibrateField)
  async calibrate({ id, secondSource }: InputOf<typeof calibrateField>, request: Request): Promise<Reply> {
    const { state } = await this.work.load(request, ProfileField, id);
    const classes = await this.catalogues.classesAt(state.gridCode);
    ensureCanSee(classes, state.classCode, request.roles);
    return this.work.change(
      request,
      ProfileField,
      id,
      (field, now) => calibrate(field, { actorId: request.actor.id, secondSource: secondSource ?? null, classes }, now),
      ({ gridCode: place }) => ({ place }),
    );
  }

  @Handles(publishProfileVersion)
  async publish(input: InputOf<typeof publishProfileVersion>, request: Request): Promise<Reply> {
    ensure(await this.grids.isInForce(input.gridCode), profileErrors.gridUnknown);
    const classes = await this.catalogues.classesAt(input.gridCode);
    return this.work.act(request, { place: input.gridCode, id: input.id }, (act) => putInForce(act, input, classes));
  }
}

async function putInForce(
  act: Act,
  { id, gridCode }: InputOf<typeof publishProfileVersion>,
  classes: readonly ProfileClass[],
): Promise<OutputOf<typeof publishProfileVersion>> {
  const fields = await act.query<FieldState>(`${liveFields.text} FOR UPDATE`, [gridCode]);
  const [last] = await act.query<{ number: number }>(
    'SELECT coalesce(max(number), 0) AS number FROM profile_version WHERE grid_code = $1',
    [gridCode],
  );
  const { published, changed } = publish(gridCode, classes, fields, { id, number: last!.number + 1 }, act.now);
  // What is replaced gives up its place before another takes it.
  for (const status of ['SUPERSEDED', 'CURRENT'] as const) {
    const ids = changed.filter((field) => field.status === status).map((field) => field.id);
    await act.query(setStatus, [ids, ids.map(() => status)]);
  }
  await act.insert(ProfileVersion, [published.state]);
  for (const happened of published.events) act.emit(happened);
  act.note({ number: published.state.number, fields: published.state.fieldIds.length });
  return published.state;
}
