import { z } from 'zod';
import { contract } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { decisionErrors } from './decision.js';
import { estateErrors, estateReaders } from './estate.js';
import { conversionState, conversionTarget, spaceConversionView } from './space-conversion-values.js';

const pictures = z.object({ evidenceIds: values.evidence.min(1) });

export const proposeSpaceConversion = contract({
  subject: 'property.command.space-conversion.propose.v1',
  summary: 'Propose another use of a common part of an estate, with photographs of how it is now',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/space-conversions',
  input: z.object({
    id: values.id,
    estateId: values.id,
    location: values.text(100),
    target: conversionTarget,
    before: pictures,
  }),
  output: spaceConversionView,
  errors: [estateErrors.estateUnknown],
  versioned: true,
});

export const approveSpaceConversion = contract({
  subject: 'property.command.space-conversion.approve.v1',
  summary: 'Name the certified ballot by which three quarters of the owners approved the new use',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/space-conversions/:id/approve',
  input: z.object({ id: values.id, decisionId: values.id }),
  output: spaceConversionView,
  errors: [decisionErrors.decisionRequired],
  versioned: true,
});

export const buildSpaceConversion = contract({
  subject: 'property.command.space-conversion.build.v1',
  summary: 'Say that what was approved is built',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/space-conversions/:id/build',
  input: z.object({ id: values.id }),
  output: spaceConversionView,
  versioned: true,
});

export const completeSpaceConversion = contract({
  subject: 'property.command.space-conversion.complete.v1',
  summary: 'Hand what was built over to use, with photographs of how it is now',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/space-conversions/:id/complete',
  input: z.object({ id: values.id, after: pictures }),
  output: spaceConversionView,
  versioned: true,
});

export const withdrawSpaceConversion = contract({
  subject: 'property.command.space-conversion.withdraw.v1',
  summary: 'Withdraw a proposal that the owners have not approved',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/space-conversions/:id/withdraw',
  input: z.object({ id: values.id }),
  output: spaceConversionView,
  versioned: true,
});

export const readSpaceConversion = contract({
  subject: 'property.query.space-conversion.read.v1',
  summary: 'One conversion of a common part',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/space-conversions/:id',
  input: z.object({ id: values.id }),
  output: spaceConversionView,
  versioned: true,
});

export const spaceConversionsOfEstate = contract({
  subject: 'property.query.space-conversion.of-estate.v1',
  summary: 'The conversions of common parts of an estate, the latest first',
  roles: estateReaders,
  scope: ['place', 'estate'],
  method: 'GET',
  path: '/v1/estates/:estateId/space-conversions',
  input: z.object({ estateId: values.id, state: conversionState.optional(), ...values.pageInput }),
  output: values.page(spaceConversionView),
});
