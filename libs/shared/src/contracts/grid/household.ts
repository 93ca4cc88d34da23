import { z } from 'zod';
import { batchInput, batchOutcome } from '../batch.js';
import { contract, errors } from '../define.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { householdKind, householdView } from './household-values.js';

export const householdErrors = errors('grid.household', {
  outsideEveryGrid: [
    'rule',
    '该位置不在本社区任何网格内，请核对坐标',
    'The location lies in no grid of the community; check the coordinates',
  ],
  insideSeveralGrids: [
    'rule',
    '该位置同时落在两个网格内，请先修正网格边界',
    'The location lies in two grids; correct the boundaries first',
  ],
  externalRefTaken: ['conflict', '本社区已有同一台账编号的户', 'The community has a household with this register number already'],
  unknown: ['rule', '没有此户，或不在您的管辖范围内', 'There is no such household within your scope'],
  alreadyLeft: ['rule', '该户已迁出', 'The household has left'],
  outsidePlace: ['rule', '该行不属于本批次的区域', 'The row does not belong to the place of the batch'],
  birthImplausible: [
    'invalid',
    '出生日期须在今天或以前，且不早于150年前，请核对',
    'A birth date is today or before, and no earlier than 150 years ago; check it',
  ],
  repeatedInBatch: ['rule', '同一批次内台账编号重复', 'The register number occurs twice in the batch'],
});

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);
/** The register's own number of the row; unique within a community, so that a second import doubles nothing. */
const externalRef = values.text(64);
/** Building and door codes; never a name, a phone number or a full address. */
const addressLabel = values.text(64);

const registrars = ['grid-worker', 'community-secretary', 'street-leader', 'operator'] as const;

export const registerHousehold = contract({
  subject: 'grid.command.household.register.v1',
  summary: 'Register a household and place it in its grid',
  roles: registrars,
  scope: ['place'],
  method: 'POST',
  path: '/v1/households',
  input: z.object({
    id: values.id,
    kind: householdKind,
    communityCode: values.communityCode,
    addressLabel,
    lon: longitude,
    lat: latitude,
    externalRef,
  }),
  output: householdView,
  errors: [householdErrors.outsideEveryGrid, householdErrors.insideSeveralGrids, householdErrors.externalRefTaken],
  versioned: true,
});

export const moveHousehold = contract({
  subject: 'grid.command.household.move.v1',
  summary: 'Correct or change where a household is, and place it anew',
  roles: registrars,
  scope: ['place'],
  method: 'POST',
  path: '/v1/households/:id/move',
  input: z.object({ id: values.id, communityCode: values.communityCode.optional(), addressLabel, lon: longitude, lat: latitude }),
  output: householdView,
  errors: [
    householdErrors.outsideEveryGrid,
    householdErrors.insideSeveralGrids,
    householdErrors.externalRefTaken,
    householdErrors.alreadyLeft,
  ],
  versioned: true,
});

export const leaveHousehold = contract({
  subject: 'grid.command.household.leave.v1',
  summary: 'Record that a household has left',
  roles: registrars,
  scope: ['place'],
  method: 'POST',
  path: '/v1/households/:id/leave',
  input: z.object({ id: values.id }),
  output: householdView,
  errors: [householdErrors.alreadyLeft],
  versioned: true,
});

export const registerPerson = contract({
  subject: 'grid.command.household.register-person.v1',
  summary: 'Register a member of a household',
  roles: registrars,
  scope: ['place'],
  method: 'POST',
  path: '/v1/households/:householdId/persons',
  input: z.object({
    id: values.id,
    householdId: values.id,
    name: values.text(60),
    phone: values.text(32).optional(),
    identityNumber: values.text(32).optional(),
    address: values.text(200).optional(),
    birthDate: values.localDate.optional(),
  }),
  /** No personal data: answers are kept for replay. */
  output: z
    .object({ id: values.id, householdId: values.id, communityCode: values.communityCode, version: values.version })
    .meta({ id: 'PersonRegistered' }),
  errors: [householdErrors.alreadyLeft, householdErrors.birthImplausible],
  versioned: true,
});

export const importHouseholds = contract({
  subject: 'grid.command.household.import.v1',
  summary: 'Register up to 500 households of a register in one act; known register numbers are left as they are',
  roles: leaders,
  scope: ['place'],
  input: z.object({
    ...batchInput(
      z.object({
        /** Made by the platform unless given. */
        id: values.id.optional(),
        externalRef,
        kind: householdKind,
        communityCode: values.communityCode,
        addressLabel,
        lon: longitude,
        lat: latitude,
      }),
    ),
  }),
  output: batchOutcome,
  timeoutMs: 15_000,
});

export const readHousehold = contract({
  subject: 'grid.query.household.read.v1',
  summary: 'One household',
  roles: [...staff, 'resident'],
  scope: ['place', 'self'],
  method: 'GET',
  path: '/v1/households/:id',
  input: z.object({ id: values.id }),
  output: householdView,
  versioned: true,
});

export const householdsOfPlace = contract({
  subject: 'grid.query.household.of-place.v1',
  summary: 'Households of a grid, a community or a street',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/households',
  input: z.object({ placeCode: values.placeCode, kind: householdKind.optional(), ...values.pageInput }),
  output: values.page(householdView),
});

export const householdCounts = contract({
  subject: 'grid.query.household.counts.v1',
  summary: 'Numbers of active households by kind, per grid of a place',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/household-counts',
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({
    resident: z.int(),
    shop: z.int(),
    enterprise: z.int(),
    grids: z.array(z.object({ gridCode: values.gridCode.nullable(), resident: z.int(), shop: z.int(), enterprise: z.int() })),
  }),
});

export const personsOfHousehold = contract({
  subject: 'grid.query.household.persons.v1',
  summary: 'The registered members of a household; every reading is logged',
  roles: ['grid-worker', 'community-secretary', 'street-leader'],
  scope: ['place'],
  method: 'GET',
  path: '/v1/households/:householdId/persons',
  input: z.object({ householdId: values.id }),
  output: z.object({
    items: z
      .array(
        z.object({
          id: values.id,
          name: z.string().nullable(),
          phone: z.string().nullable(),
          identityNumber: z.string().nullable(),
          address: z.string().nullable(),
          birthDate: z.string().nullable(),
        }),
      )
      .max(100),
  }),
  sensitive: true,
});
