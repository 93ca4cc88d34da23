import { z } from 'zod';
import { contract } from '../define.js';
import { staff } from '../roles.js';
import * as values from '../values.js';
import { committeePublicView, committeeState, committeeView } from './committee-values.js';
import { estateReaders } from './estate.js';
import { estateView } from './estate-values.js';

export const readCommittee = contract({
  subject: 'property.query.committee.read.v1',
  summary: 'One committee',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/committees/:id',
  input: z.object({ id: values.id }),
  output: committeeView,
  versioned: true,
});

export const committeesOfPlace = contract({
  subject: 'property.query.committee.of-place.v1',
  summary: 'The committees of a place, the latest first',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/committees',
  input: z.object({ placeCode: values.placeCode, state: committeeState.optional(), ...values.pageInput }),
  output: values.page(committeeView),
});

export const estatesWithoutCommittee = contract({
  subject: 'property.query.committee.estates-without.v1',
  summary: 'The estates of a place in which no committee stands',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/estates-without-committee',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(estateView.pick({ id: true, communityCode: true, name: true, status: true }).meta({ id: 'EstateWithoutCommittee' })),
});

export const committeeCoverage = contract({
  subject: 'property.query.committee.coverage.v1',
  summary: 'In how many estates of a place a committee stands, and in how many none',
  roles: staff,
  scope: ['place'],
  wholePlace: true,
  method: 'GET',
  path: '/v1/committee-coverage',
  input: z.object({ placeCode: values.placeCode }),
  output: z
    .object({ estates: z.int(), withCommittee: z.int(), filed: z.int(), withoutCommittee: z.int() })
    .meta({ id: 'CommitteeCoverage' }),
});

export const publicCommittee = contract({
  subject: 'property.query.committee.public.v1',
  summary: 'The committee that stands in an estate, by the kinds of its members, for everyone to read',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/estates/:estateId/committee',
  input: z.object({ estateId: values.id }),
  output: committeePublicView,
});
