import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  correctOwnership,
  estateErrors,
  recordOwnership,
  registerOwner,
  requestErrors,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { constraint, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure, type Decision } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdEstate } from '../estate/estate.plan.js';
import { EstateQueries } from '../estate/estate.queries.js';
import { ownersByIdentity, storeOwners, storeOwnerships } from './ownership.plan.js';
import { OwnershipQueries } from './ownership.queries.js';
import { comparableIdentity, correct, record, registerOnce, type Entry, type OwnershipState } from './ownership.rules.js';

constraint('owner_pkey', requestErrors.idTaken);
constraint('ownership_pkey', requestErrors.idTaken);
constraint('ownership_present_key', requestErrors.concurrent);

const holdUnit = `SELECT id, estate_id AS "estateId", community_code AS "communityCode", version FROM unit WHERE id = $1 FOR NO KEY UPDATE`;
const knownOwners = 'SELECT id FROM owner WHERE estate_id = $1 AND id = ANY($2::uuid[])';
const present = 'SELECT id, valid_from AS "validFrom" FROM ownership WHERE unit_id = $1 AND valid_to IS NULL';
/** What held until the present one began; of what was corrected nothing did. */
const before = `SELECT id, valid_from AS "validFrom" FROM ownership WHERE unit_id = $1 AND valid_to = $2 AND valid_from < valid_to`;

@Injectable()
export class OwnershipCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly estates: EstateQueries,
    private readonly queries: OwnershipQueries,
  ) {}

  @Handles(registerOwner)
  async register(input: InputOf<typeof registerOwner>, request: Request): Promise<Reply> {
    const { id, estateId, name, phone = null } = input;
    const identityNumber = input.identityNumber ? comparableIdentity(input.identityNumber) : null;
    const estate = await this.estates.estate(estateId, request);
    ensure(estate, estateErrors.estateUnknown);
    const { communityCode } = estate;
    return this.work.act(request, { place: communityCode, id }, async (act) => {
      // The same person is not registered twice at once.
      await holdEstate(act, estateId);
      const twins = identityNumber ? await ownersByIdentity(act, [{ estateId, identityNumber }]) : undefined;
      const owner = registerOnce(input, communityCode, twins?.get(`${estateId} ${identityNumber}`));
      await storeOwners(act, [{ ...owner, name, phone, identityNumber }]);
      act.note({ estateId: [estateId], kind: [owner.kind] });
      return owner;
    });
  }

  @Handles(recordOwnership)
  async record(input: InputOf<typeof recordOwnership>, request: Request): Promise<Reply> {
    const { unitId } = input;
    const unit = await this.queries.unit(unitId, request);
    ensure(unit, requestErrors.notFound);
    return this.work.act(request, { place: unit.communityCode, id: unitId }, async (act) => {
      const { unit, known } = await heldUnit(act, input);
      const [held] = await act.query<Held>(present, [unitId]);
      return keep(act, record(input, { unit, known, since: held?.validFrom }, act.now), held);
    });
  }

  @Handles(correctOwnership)
  async correct(input: InputOf<typeof correctOwnership>, request: Request): Promise<Reply> {
    const { unitId, id } = input;
    const unit = await this.queries.unit(unitId, request);
    ensure(unit, requestErrors.notFound);
    return this.work.act(request, { place: unit.communityCode, id: unitId }, async (act) => {
      const { unit, known } = await heldUnit(act, input);
      const [wrong] = await act.query<Held>(present, [unitId]);
      const [held] = wrong ? await act.query<Held>(before, [unitId, wrong.validFrom]) : [];
      const decision = correct(input, wrong?.id, { unit, known, since: held?.validFrom }, act.now);
      await act.query('UPDATE ownership SET valid_to = valid_from, corrected_by = $2 WHERE id = $1', [wrong!.id, id]);
      return keep(act, decision, held);
    });
  }
}

interface Held {
  readonly id: string;
  readonly validFrom: string;
}

async function heldUnit(
  act: Act,
  { unitId, titles }: Pick<InputOf<typeof recordOwnership>, 'unitId' | 'titles'>,
): Promise<Pick<Entry, 'unit' | 'known'>> {
  const [unit] = await act.query<Entry['unit']>(holdUnit, [unitId]);
  ensure(unit, requestErrors.notFound);
  const known = await act.query<{ id: string }>(knownOwners, [unit.estateId, titles.map(({ ownerId }) => ownerId)]);
  return { unit, known: known.map(({ id }) => id) };
}

/** Ends what held, and writes what holds from there on. */
async function keep(
  act: Act,
  { state, events }: Decision<OwnershipState>,
  held: Held | undefined,
): Promise<OutputOf<typeof recordOwnership>> {
  const { unitId, validFrom, version } = state;
  await act.query('UPDATE unit SET version = $2 WHERE id = $1', [unitId, version]);
  if (held) await act.query('UPDATE ownership SET valid_to = $2 WHERE id = $1', [held.id, validFrom]);
  await storeOwnerships(act, [state]);
  for (const happened of events) act.emit(happened);
  act.note({ form: [state.form], basis: [state.basis], validFrom: [state.validFrom], owners: [state.titles.length] });
  return { ...state, titles: [...state.titles] };
}
