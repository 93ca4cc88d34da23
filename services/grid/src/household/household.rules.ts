import {
  householdErrors,
  requestErrors,
  type HouseholdKind,
  type InputOf,
  type importHouseholds,
  type values,
} from '@gezhi/shared/contracts';
import { addMonths, ensure, localDateOf, transitions } from '@gezhi/shared/domain';
import { placing, type Bounded, type Located } from '../partition/placement.rules.js';

export type HouseholdStatus = 'ACTIVE' | 'LEFT';

export const householdLifeCycle = transitions<HouseholdStatus, 'move' | 'leave'>(
  { ACTIVE: { move: 'ACTIVE', leave: 'LEFT' }, LEFT: {} },
  { initial: 'ACTIVE' },
);

export interface HouseholdState extends Located {
  readonly id: string;
  readonly version: number;
  readonly kind: HouseholdKind;
  readonly communityCode: string;
  readonly addressLabel: string;
  readonly status: HouseholdStatus;
  readonly externalRef: string;
}

/**
 * G-06 The grid of a household is the one of its community that holds its point; null while the community has no partition.
 *
 * Refuses with `grid.household.outside-every-grid` or `inside-several-grids` {grids}.
 */
export function gridOf(point: Located, grids: readonly Bounded[]): string | null {
  if (!grids.length) return null;
  const place = placing(grids)(point);
  ensure(place.in !== 'none', householdErrors.outsideEveryGrid);
  ensure(place.in !== 'several', householdErrors.insideSeveralGrids, { grids: place.in === 'several' ? place.codes : [] });
  return place.code;
}

export type NewHousehold = Omit<HouseholdState, 'version' | 'status'>;

/** G-19 A household is registered once, as active: a door that is visited and served. */
export const register = (household: NewHousehold): HouseholdState => ({ ...household, version: 1, status: householdLifeCycle.initial });

/** X-T1 A second registration under the same id says the same; refuses with `platform.request.id-taken`. */
export function ensureSameHousehold(known: HouseholdState, again: NewHousehold): void {
  const same = known.communityCode === again.communityCode && known.externalRef === again.externalRef && known.kind === again.kind;
  ensure(same, requestErrors.idTaken);
}

/** G-19 An active household may be elsewhere from now on; refuses with `grid.household.already-left`. */
export function move(
  household: HouseholdState,
  to: Located & { readonly communityCode: string; readonly addressLabel: string },
): HouseholdState {
  const status = householdLifeCycle.next(household.status, 'move', householdErrors.alreadyLeft);
  const { communityCode, addressLabel, lon, lat } = to;
  return { ...household, status, communityCode, addressLabel, lon, lat, version: household.version + 1 };
}

/** G-19 A household leaves once and for good; refuses with `grid.household.already-left`. */
export function leave(household: HouseholdState): HouseholdState {
  return {
    ...household,
    status: householdLifeCycle.next(household.status, 'leave', householdErrors.alreadyLeft),
    version: household.version + 1,
  };
}

const longestLifeMonths = 150 * 12;

/** G-19 A person is born on a day up to now, and no earlier than 150 years ago; refuses with `grid.household.birth-implausible`. */
export function ensureBorn(birthDate: values.LocalDate | undefined, now: values.Instant): void {
  const today = localDateOf(now);
  const plausible = birthDate === undefined || (birthDate <= today && birthDate >= addMonths(today, -longestLifeMonths));
  ensure(plausible, householdErrors.birthImplausible);
}

type Row = InputOf<typeof importHouseholds>['rows'][number];

export interface Intake {
  readonly accepted: readonly { readonly household: HouseholdState; readonly gridCode: string | null }[];
  readonly refused: readonly { readonly externalRef: string; readonly code: string }[];
}

/**
 * G-19, G-06 Which rows of a batch become households, and in which grid: those of the batch's place whose point lies in
 * exactly one grid. A register number counts once per batch and community.
 *
 * @param ids one for each row without its own
 * @param grids the grids in force by community
 */
export function intake(
  rows: readonly Row[],
  ids: readonly string[],
  placeCode: string,
  grids: ReadonlyMap<string, readonly Bounded[]>,
): Intake {
  const accepted: { household: HouseholdState; gridCode: string | null }[] = [];
  const refused: { externalRef: string; code: string }[] = [];
  const places = new Map([...grids].map(([community, inForce]) => [community, inForce.length ? placing(inForce) : undefined]));
  const seen = new Set<string>();
  rows.forEach((row, index) => {
    const refuse = ({ code }: { code: string }) => void refused.push({ externalRef: row.externalRef, code });
    if (!row.communityCode.startsWith(placeCode.slice(0, 12))) return refuse(householdErrors.outsidePlace);
    const key = `${row.communityCode} ${row.externalRef}`;
    if (seen.has(key)) return refuse(householdErrors.repeatedInBatch);
    seen.add(key);
    const place = places.get(row.communityCode)?.(row);
    if (place?.in === 'none') return refuse(householdErrors.outsideEveryGrid);
    if (place?.in === 'several') return refuse(householdErrors.insideSeveralGrids);
    if (placeCode.length > 12 && place?.code !== placeCode) return refuse(householdErrors.outsidePlace);
    accepted.push({ household: register({ ...row, id: row.id ?? ids[index]! }), gridCode: place?.code ?? null });
  });
  return { accepted, refused };
}
