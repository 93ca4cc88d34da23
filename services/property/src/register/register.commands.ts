import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { importRegister, unitErrors, type Happened, type InputOf, type OutputOf, type values } from '@gezhi/shared/contracts';
import { newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { householdsById } from '../known-household/known-household.plan.js';
import type { HouseholdThere } from '../known-household/known-household.rules.js';
import { ownersByIdentity, storeOwners, storeOwnerships } from '../ownership/ownership.plan.js';
import { comparableIdentity, record, type OwnerState, type OwnershipState } from '../ownership/ownership.rules.js';
import { holdBuildings, knownNumbers, storeUnits } from '../unit/unit.plan.js';
import { register, type UnitState } from '../unit/unit.rules.js';
import { areaOf, intake, refusal, type Accepted, type EstateOfRow, type Row } from './register.rules.js';

type Input = InputOf<typeof importRegister>;

/** Held so that nobody registers the same owner meanwhile; in the order of ids, so that two batches do not wait for each other. */
const holdEstates = `SELECT id, community_code AS "communityCode", name FROM estate WHERE starts_with(community_code, $1)
  AND (community_code, name) IN (SELECT * FROM unnest($2::text[], $3::text[])) ORDER BY id FOR NO KEY UPDATE`;

interface Registered extends Accepted {
  readonly unit: UnitState;
  readonly told: readonly Happened[];
}

@Injectable()
export class RegisterCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(importRegister)
  import(input: Input, request: Request): Promise<Reply> {
    return this.work.act(request, { place: input.placeCode, id: input.batchId, dryRun: input.dryRun }, (act) => takeIn(act, input));
  }
}

async function takeIn(act: Act, { rows, placeCode }: Input): Promise<OutputOf<typeof importRegister>> {
  const names = [rows.map(({ communityCode }) => communityCode), rows.map(({ estateName }) => estateName)];
  const households = await householdsById(
    act,
    rows.flatMap(({ householdId }) => householdId ?? []),
  );
  const { accepted, refused } = intake(
    rows.map(comparable),
    placeCode,
    await act.query<EstateOfRow>(holdEstates, [placeCode, ...names]),
    households,
    act.now,
  );
  const known = await knownNumbers(
    act,
    accepted.map(({ estate, row }) => ({ estateId: estate.id, externalRef: row.externalRef })),
  );
  const fresh = accepted.filter(({ estate, row }) => !known.has(`${estate.id} ${row.externalRef}`));
  const registered = await registerAll(act, fresh, households);
  const stored = await storeUnits(
    act,
    registered.map(({ unit, ownedFrom }) => ({ ...unit, version: ownedFrom ? 2 : 1 })),
  );
  const [kept, taken] = [registered.filter(({ unit }) => stored.has(unit.id)), registered.filter(({ unit }) => !stored.has(unit.id))];
  await ownAll(act, kept);
  const outcome = {
    imported: kept.length,
    repeated: known.size,
    refused: [...refused, ...taken.map(({ row }) => refusal(row, unitErrors.labelTaken))],
  };
  act.note({ imported: outcome.imported, repeated: outcome.repeated, refused: outcome.refused.length });
  return outcome;
}

/** The row with the identity number as it is compared and kept. */
const comparable = (row: Row): Row => (row.identityNumber ? { ...row, identityNumber: comparableIdentity(row.identityNumber) } : row);

/** The units of the rows, in buildings that are registered where they are new. */
async function registerAll(
  act: Act,
  accepted: readonly Accepted[],
  households: ReadonlyMap<string, HouseholdThere>,
): Promise<Registered[]> {
  const doors = accepted.map(({ estate, row }) => ({
    estateId: estate.id,
    communityCode: estate.communityCode,
    buildingLabel: row.buildingLabel,
  }));
  const buildings = await holdBuildings(act, doors);
  return accepted.map((each) => {
    const { estate, row } = each;
    const { label, kind, areaSource, externalRef, squareMetres, buildingLabel, householdId } = row;
    const household = householdId ? households.get(householdId) : undefined;
    const buildingId = buildings.get(`${estate.id} ${buildingLabel}`)!;
    const entry = { id: newId(), buildingId, label, kind, areaSource, externalRef, householdId, area: areaOf(squareMetres) };
    const { state: unit, events: told } = register(entry, { estateId: estate.id, communityCode: estate.communityCode }, household, act.now);
    return { ...each, unit, told };
  });
}

/** Tells of the units, and who owns them: an owner whose identity number the estate knows is that owner. */
async function ownAll(act: Act, registered: readonly Registered[]): Promise<void> {
  const known = new Map(
    await ownersByIdentity(
      act,
      registered.flatMap(({ estate, row: { identityNumber } }) => (identityNumber ? [{ estateId: estate.id, identityNumber }] : [])),
    ),
  );
  const owners: Parameters<typeof storeOwners>[1][number][] = [];
  const ownerships: OwnershipState[] = [];
  for (const { unit, told, estate, row, ownedFrom } of registered) {
    tell(act, unit, told);
    if (!ownedFrom) continue;
    const key = row.identityNumber ? `${estate.id} ${row.identityNumber}` : unit.id;
    if (!known.has(key)) {
      const owner: OwnerState = { id: newId(), version: 1, estateId: estate.id, communityCode: estate.communityCode, kind: row.ownerKind };
      owners.push({ ...owner, name: row.ownerName!, phone: row.phone ?? null, identityNumber: row.identityNumber ?? null });
      known.set(key, owner.id);
    }
    ownerships.push(ownedBy(act, unit, known.get(key)!, ownedFrom));
  }
  await storeOwners(act, owners);
  await storeOwnerships(act, ownerships);
}

function ownedBy(act: Act, unit: UnitState, ownerId: string, validFrom: values.Instant): OwnershipState {
  const input = { id: newId(), unitId: unit.id, form: 'SOLE' as const, titles: [{ ownerId, share: null }], evidenceIds: [], validFrom };
  const { state, events } = record({ ...input, basis: 'TITLE_REGISTER' }, { unit, since: undefined, known: [ownerId] }, act.now);
  tell(act, unit, events);
  return state;
}

function tell(act: Act, { id, communityCode: place }: UnitState, events: readonly Happened[]): void {
  for (const happened of events) act.emit(happened, { id, place });
}
