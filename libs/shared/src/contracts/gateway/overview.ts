import { z } from 'zod';
import { councilOverview } from '../council/overview.js';
import { contract, services } from '../define.js';
import { gridOverview } from '../grid/partition.js';
import { metricOverview } from '../incentive/metric.js';
import { propertyOverview } from '../property/overview.js';
import { staff } from '../roles.js';
import * as values from '../values.js';

/** The sections of the one picture and the query each service answers. One with `public` in its scope is shown to everyone. */
export const overviewSections = {
  grid: gridOverview,
  property: propertyOverview,
  council: councilOverview,
  incentive: metricOverview,
} as const;
export type OverviewSection = keyof typeof overviewSections;

/** X-01 A section is null when its service is listed as unavailable, and absent where the reader may not see it. */
export const placeOverviewView = z
  .object({
    placeCode: values.placeCode,
    at: values.instant,
    grid: gridOverview.output.nullable().optional(),
    property: propertyOverview.output.nullable().optional(),
    council: councilOverview.output.nullable().optional(),
    incentive: metricOverview.output.nullable().optional(),
    unavailable: z.array(z.enum(services)),
  })
  .meta({ id: 'PlaceOverview', description: 'A place in one picture, from all services that answered' });
export type PlaceOverview = z.output<typeof placeOverviewView>;

export const placeOverview = contract({
  subject: 'gateway.query.overview.place.v1',
  summary: 'A grid or any place above it in one picture, also when a service is down',
  roles: staff,
  scope: ['place'],
  method: 'GET',
  path: '/v1/places/:code/overview',
  input: z.object({ code: values.placeCode }),
  output: placeOverviewView,
});

export const publicOverview = contract({
  subject: 'gateway.query.overview.public.v1',
  summary: 'Counts and rates of a place from all services, for everyone',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/public/places/:code/overview',
  /** No grids: counts of so few households might point at persons. */
  input: z.object({ code: values.placeCode.max(12) }),
  output: placeOverviewView,
});
