import { z } from 'zod';
import { contract, errors } from '../define.js';
import { catalogueErrors } from '../platform.js';
import { leaders, staff } from '../roles.js';
import * as values from '../values.js';
import { profileCatalogueView, profileClassStates, profileFieldKey, profileFieldView } from './profile-values.js';

const { classCode, status: fieldState } = profileFieldView.shape;

export const profileErrors = errors('grid.profile', {
  catalogueMissing: ['rule', '本辖区尚未发布画像要素目录', 'The jurisdiction has not published its catalogue of profile classes yet'],
  classUnknown: ['rule', '目录中没有该类要素', 'The catalogue has no such class'],
  gridUnknown: ['rule', '没有此现行网格，或不在您的管辖范围内', 'There is no such grid in force within your scope'],
  sameSubmitter: ['rule', '须由采集人以外的人员校准', 'Somebody other than the collector must calibrate the field'],
  sameSource: ['rule', '校准须有第二来源或复核人', 'Calibration needs a second source or a reviewer'],
  stillFresh: ['rule', '该要素尚在有效期内', 'The field is still fresh'],
  heldAlready: ['rule', '该要素已有有效数据，无需重复填报', 'A fresh value is held; nothing to fill in'],
  incomplete: ['rule', '十二类要素未齐备，请补充所列类别', 'The profile lacks a current field in the classes listed'],
  classHidden: ['forbidden', '该类要素涉及敏感信息，您的岗位无需查看', 'The class is sensitive and your duty does not need it'],
});

const profileVersionView = z
  .object({
    id: values.id,
    gridCode: values.gridCode,
    number: z.int(),
    publishedAt: values.instant,
    fieldIds: z.array(values.id),
    version: values.version,
  })
  .meta({ id: 'ProfileVersion' });
/** State of a class: CURRENT when every value in force is fresh, STALE when one is past its life, PENDING when nothing is in force yet. */
const classState = z
  .object({ classCode, zh: z.string(), state: z.enum(profileClassStates), current: z.int(), stale: z.int() })
  .meta({ id: 'ProfileClassState' });

export const publishProfileCatalogue = contract({
  subject: 'grid.command.profile.publish-catalogue.v1',
  summary: 'Publish the twelve profile classes of a jurisdiction as a new version',
  roles: ['street-leader', 'operator'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/profile-catalogues',
  input: z.object({ id: values.id, jurisdictionId: values.placeCode, items: profileCatalogueView.shape.items.max(40) }),
  output: profileCatalogueView,
  errors: Object.values(catalogueErrors),
});

export const readProfileCatalogue = contract({
  subject: 'grid.query.profile.catalogue.v1',
  summary: 'The profile classes in force at a place',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/profile-catalogue',
  input: z.object({ placeCode: values.placeCode }),
  output: profileCatalogueView,
  errors: [profileErrors.catalogueMissing],
});

export const submitField = contract({
  subject: 'grid.command.profile.submit-field.v1',
  summary: 'Submit a surveyed field of a grid profile',
  roles: staff,
  scope: ['place'],
  method: 'POST',
  path: '/v1/grids/:gridCode/profile-fields',
  input: z.object({
    id: values.id,
    gridCode: values.gridCode,
    classCode,
    key: profileFieldKey,
    /** Counts and plain words; never a person's name, phone or address. */
    value: values.text(500),
    /** Where it is known from, as in `door-to-door survey`. */
    source: values.text(200),
    evidence: values.evidence.default([]),
    /** The value held is said to be wrong, though still fresh. */
    correction: z.boolean().default(false),
  }),
  output: profileFieldView,
  errors: [
    profileErrors.gridUnknown,
    profileErrors.catalogueMissing,
    profileErrors.classUnknown,
    profileErrors.classHidden,
    profileErrors.heldAlready,
  ],
  versioned: true,
});

export const calibrateField = contract({
  subject: 'grid.command.profile.calibrate-field.v1',
  summary: 'Confirm a submitted field from a second source or as reviewer',
  roles: staff,
  scope: ['place'],
  method: 'POST',
  path: '/v1/profile-fields/:id/calibrate',
  input: z.object({ id: values.id, secondSource: values.text(200).optional() }),
  output: profileFieldView,
  errors: [profileErrors.sameSubmitter, profileErrors.sameSource, profileErrors.classHidden],
  versioned: true,
});

export const calibrateFields = contract({
  subject: 'grid.command.profile.calibrate-fields.v1',
  summary: 'Confirm several submitted fields of a grid at once, all or none',
  roles: staff,
  scope: ['place'],
  method: 'POST',
  path: '/v1/grids/:gridCode/profile-fields/calibrate',
  input: z.object({ gridCode: values.gridCode, ids: z.array(values.id).min(1).max(50), secondSource: values.text(200).optional() }),
  output: z.object({ calibrated: z.int() }),
  errors: [profileErrors.catalogueMissing, profileErrors.sameSubmitter, profileErrors.sameSource, profileErrors.classHidden],
});

export const publishProfileVersion = contract({
  subject: 'grid.command.profile.publish-version.v1',
  summary: 'Put the calibrated fields of a grid in force and publish its profile, complete in all twelve classes',
  roles: ['community-secretary', 'street-leader'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/grids/:gridCode/profile-versions',
  input: z.object({ id: values.id, gridCode: values.gridCode }),
  output: profileVersionView,
  errors: [profileErrors.gridUnknown, profileErrors.catalogueMissing, profileErrors.incomplete],
});

export const readProfile = contract({
  subject: 'grid.query.profile.read.v1',
  summary: 'The published profile of a grid, now or as of an instant; classes the reader does not need are left out',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grids/:gridCode/profile',
  input: z.object({ gridCode: values.gridCode, asOf: values.instant.optional() }),
  output: z
    .object({
      gridCode: values.gridCode,
      /** The version published last by then; null when none was. */
      number: z.int().nullable(),
      publishedAt: values.instant.nullable(),
      complete: z.boolean(),
      classes: z.array(classState),
      fields: z.array(profileFieldView),
      /** Classes not shown because the reader's duty does not need them. */
      hidden: z.array(classCode),
    })
    .meta({ id: 'GridProfile' }),
  sensitive: true,
});

export const profileFields = contract({
  subject: 'grid.query.profile.fields.v1',
  summary: 'All fields of a grid profile in every state, the latest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/grids/:gridCode/profile-fields',
  input: z.object({ gridCode: values.gridCode, status: fieldState.optional(), ...values.pageInput }),
  output: values.page(profileFieldView),
  errors: [profileErrors.catalogueMissing],
  sensitive: true,
});

export const profileFreshness = contract({
  subject: 'grid.query.profile.freshness.v1',
  summary: 'Gaps and freshness of the grid profiles of a place',
  roles: [...leaders, 'grid-worker', 'cadre'],
  scope: ['place'],
  method: 'GET',
  path: '/v1/profile-freshness',
  input: z.object({ placeCode: values.placeCode }),
  output: z.object({
    grids: z.array(
      z.object({
        gridCode: values.gridCode,
        /** Classes with a current field, of all classes of the catalogue. */
        complete: values.rate,
        /** Fresh fields of all fields in force. */
        fresh: values.rate,
        gaps: z.array(classCode),
      }),
    ),
  }),
});
