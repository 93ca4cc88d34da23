import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { estateErrors, estateReaders } from './estate.js';
import { areaSource, buildingView, unitKind, unitView } from './unit-values.js';

export const unitErrors = errors('property.unit', {
  buildingTaken: ['conflict', '本小区已有同名楼栋', 'The estate has a building of this name already'],
  buildingUnknown: ['rule', '没有此楼栋，或不在您的管辖范围内', 'There is no such building within your scope'],
  labelTaken: ['conflict', '该楼栋已有同号房屋', 'The building has a unit of this number already'],
  externalRefTaken: ['conflict', '本小区已有同一编号的房屋', 'The estate has a unit with this register number already'],
  householdUnknown: [
    'rule',
    '本社区没有此户，或该户已迁出',
    'The community has no such household, or it has left; take its id from the register of households',
  ],
  unchanged: ['rule', '没有要更正的内容', 'Nothing would change; say what is to be corrected'],
});

export const registerBuilding = contract({
  subject: 'property.command.unit.register-building.v1',
  summary: 'Register a building of an estate',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/buildings',
  input: z.object({ id: values.id, estateId: values.id, label: values.text(40) }),
  output: buildingView,
  errors: [estateErrors.estateUnknown, unitErrors.buildingTaken],
  versioned: true,
});

/** Door codes within the building; never a name. */
const label = values.text(40);

export const registerUnit = contract({
  subject: 'property.command.unit.register.v1',
  summary: 'Register a unit of a building with its area and what the area is taken from',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/units',
  input: z.object({
    id: values.id,
    buildingId: values.id,
    label,
    kind: unitKind,
    area: values.area,
    areaSource,
    householdId: values.id.optional(),
    externalRef: values.text(64).optional(),
  }),
  output: unitView,
  errors: [unitErrors.buildingUnknown, unitErrors.labelTaken, unitErrors.externalRefTaken, unitErrors.householdUnknown],
  versioned: true,
});

export const correctUnit = contract({
  subject: 'property.command.unit.correct.v1',
  summary: 'Correct the entry of a unit; the reason stands in the audit',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/units/:id/correct',
  input: z.object({
    id: values.id,
    label: label.optional(),
    kind: unitKind.optional(),
    area: values.area.optional(),
    areaSource: areaSource.optional(),
    /** Null: no household is there any more. */
    householdId: values.id.nullable().optional(),
  }),
  output: unitView,
  errors: [unitErrors.labelTaken, unitErrors.householdUnknown, unitErrors.unchanged],
  versioned: true,
});

export const buildingsOfEstate = contract({
  subject: 'property.query.unit.buildings.v1',
  summary: 'The buildings of an estate',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/buildings',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(buildingView),
});

export const unitsOfEstate = contract({
  subject: 'property.query.unit.of-estate.v1',
  summary: 'The units of an estate, or of one of its buildings',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/units',
  input: z.object({ estateId: values.id, buildingId: values.id.optional(), ...values.pageInput }),
  output: values.page(unitView),
});

export const readUnit = contract({
  subject: 'property.query.unit.read.v1',
  summary: 'One unit; those who live there see it too',
  roles: [...estateReaders, 'resident'],
  scope: ['place', 'estate', 'self'],
  method: 'GET',
  path: '/v1/units/:id',
  input: z.object({ id: values.id }),
  output: unitView,
  versioned: true,
});
