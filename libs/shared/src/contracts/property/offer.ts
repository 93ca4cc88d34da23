import { z } from 'zod';
import { contract, errors, event } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { estateErrors } from './estate.js';
import { noticeErrors } from './notice.js';

export const offerErrors = errors('property.offer', {
  feeScheduleMissing: ['rule', '请先公布收费标准，再公布承诺', 'Publish the fee first; a promise names what the service will cost'],
  feeNotInForce: [
    'rule',
    '首个付费日尚无生效的收费标准，请先公布届时生效的收费标准',
    'No fee will be in force on the first paid day; publish one that takes effect by then',
  ],
  offerUnknown: ['rule', '本小区尚未公布承诺', 'No promise has been published for the estate'],
});

/** What is promised; contracts point to the very version under which they were made. */
export const promise = {
  /** So many months are free (民法典 201–204). */
  trialMonths: z.int().min(1).max(24).default(3),
  /** Whether a last free day of rest moves to the first day after the rest. */
  rollHoliday: z.boolean().default(true),
  /** The holidays and make-up workdays that are known when it is published. */
  holidays: z.array(values.localDate).max(400).default([]),
  makeUpWorkdays: z.array(values.localDate).max(400).default([]),
  /** A refund is paid within so many days. */
  refundWithinDays: z.int().min(0).max(90).default(7),
  /** Whether a unit may be tried again by new owners. */
  retrialOnOwnershipChange: z.boolean().default(false),
};

export const offerView = z
  .object({
    id: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    /** Counted from 1 for each estate. */
    number: z.int(),
    text: z.string(),
    trialMonths: z.int(),
    rollHoliday: z.boolean(),
    holidays: z.array(values.localDate),
    makeUpWorkdays: z.array(values.localDate),
    refundWithinDays: z.int(),
    retrialOnOwnershipChange: z.boolean(),
    feeScheduleId: values.id,
    /** SHA-256 of the promise, in hexadecimal. */
    contentHash: z.string(),
    openedAt: values.instant,
    version: values.version,
  })
  .meta({
    id: 'WelfareOffer',
    description: 'A promise as it was published: try first, low fee, return without reason; it is never changed',
  });

export const openOffer = contract({
  subject: 'property.command.offer.open.v1',
  summary: 'Publish what is promised to the households of an estate; a later promise holds for later trials alone',
  roles: leaders,
  scope: ['place'],
  method: 'POST',
  path: '/v1/offers',
  input: z.object({ id: values.id, estateId: values.id, text: values.text(2000), ...promise }),
  output: offerView,
  errors: [
    ...[estateErrors.estateUnknown, estateErrors.notSurveyed, noticeErrors.personalData],
    ...[offerErrors.feeScheduleMissing, offerErrors.feeNotInForce],
  ],
});

export const offersOfEstate = contract({
  subject: 'property.query.offer.of-estate.v1',
  summary: 'The promises published for an estate, the latest first; everyone may read them',
  roles: [],
  scope: ['public'],
  method: 'GET',
  path: '/v1/public/estates/:estateId/offers',
  input: z.object({ estateId: values.id, ...values.pageInput }),
  output: values.page(offerView),
});

export const offerOpened = event({
  subject: 'property.event.offer.opened.v1',
  summary: 'A promise was published for an estate',
  data: z.object({
    offerId: values.id,
    estateId: values.id,
    communityCode: values.communityCode,
    number: z.int(),
    contentHash: z.string(),
    at: values.instant,
  }),
});
