import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';
import { councilErrors } from './council.js';
import { assetKind, assetUseView, assetView, donationView } from './donation-values.js';

export const donationErrors = errors('council.donation', {
  assetRepeated: ['rule', '同一捐赠内的物品编号不得重复', 'The things of a donation have ids of their own'],
  receivedInFuture: ['rule', '接收日期不得晚于今天', 'A donation cannot be received in the future'],
  stockExhausted: ['conflict', '在库数量不足', 'There are not so many at hand'],
  dueInvalid: ['rule', '归还期限不得早于今天', 'They cannot be due before today'],
  lostInvalid: ['rule', '遗失数不得多于借出数', 'No more can be lost than were lent'],
  alreadyReturned: ['conflict', '已归还，请勿重复登记', 'They were given back already'],
  venueElsewhere: ['rule', '该阵地不在本社区或已停用', 'The venue is not in this community, or closed'],
});

const deciding = { roles: leaders, scope: ['place'], method: 'POST', versioned: true } as const;
const lending = { ...deciding, roles: ['grid-worker', 'cadre', ...leaders] } as const;
const reading = { roles: ['grid-worker', 'cadre', ...leaders], scope: ['place'], method: 'GET' } as const;

export const receiveDonation = contract({
  ...deciding,
  subject: 'council.command.donation.receive.v1',
  summary: 'Receive a donation with a numbered receipt, and enter its things in the register of assets',
  path: '/v1/donations',
  input: z.object({
    id: values.id,
    communityCode: values.communityCode,
    organizationId: values.id.optional(),
    donor: values.text(100),
    receivedOn: values.localDate,
    evidenceIds: values.evidence.default([]),
    assets: z
      .array(
        z.object({
          id: values.id,
          kind: assetKind,
          name: values.text(100),
          quantity: z.int().min(1).max(100_000),
          valueFen: values.fen.min(0).optional(),
          venueId: values.id.optional(),
        }),
      )
      .min(1)
      .max(200),
  }),
  output: donationView,
  errors: [
    donationErrors.assetRepeated,
    donationErrors.receivedInFuture,
    donationErrors.venueElsewhere,
    councilErrors.organizationWithdrawn,
  ],
});

export const placeAsset = contract({
  ...deciding,
  subject: 'council.command.donation.place-asset.v1',
  summary: 'Keep things at a venue from now on',
  path: '/v1/assets/:id/place',
  input: z.object({ id: values.id, venueId: values.id }),
  output: assetView,
  errors: [donationErrors.venueElsewhere],
});

export const writeOffAsset = contract({
  ...deciding,
  subject: 'council.command.donation.write-off-asset.v1',
  summary: 'Write things off that are at hand but fit for use no more',
  path: '/v1/assets/:id/write-off',
  input: z.object({ id: values.id, quantity: z.int().min(1).max(100_000), reason: values.text(200) }),
  output: assetView,
  errors: [donationErrors.stockExhausted],
});

export const lendAsset = contract({
  ...lending,
  subject: 'council.command.donation.lend-asset.v1',
  summary: 'Lend things that are at hand, until a day; never more than there are',
  path: '/v1/asset-uses',
  input: z.object({
    id: values.id,
    assetId: values.id,
    quantity: z.int().min(1).max(100_000),
    purpose: values.text(200),
    dueOn: values.localDate,
  }),
  output: assetUseView,
  errors: [donationErrors.stockExhausted, donationErrors.dueInvalid],
});

export const returnAsset = contract({
  ...lending,
  subject: 'council.command.donation.return-asset.v1',
  summary: 'Take lent things back; what was lost is written off',
  path: '/v1/asset-uses/:id/return',
  input: z.object({ id: values.id, lost: z.int().min(0).max(100_000).default(0) }),
  output: assetUseView,
  errors: [donationErrors.lostInvalid, donationErrors.alreadyReturned],
});

export const donationsOfPlace = contract({
  ...reading,
  subject: 'council.query.donation.of-place.v1',
  summary: 'The donations received in a place, the latest first',
  path: '/v1/donations',
  input: z.object({ placeCode: values.placeCode, ...values.pageInput }),
  output: values.page(donationView),
});

export const assetsOfPlace = contract({
  ...reading,
  subject: 'council.query.donation.assets.v1',
  summary: 'The register of assets of a place',
  path: '/v1/assets',
  input: z.object({ placeCode: values.placeCode, kind: assetKind.optional(), ...values.pageInput }),
  output: values.page(assetView),
});

export const usesOfAsset = contract({
  ...reading,
  subject: 'council.query.donation.uses.v1',
  summary: 'Who was lent what of an asset, the latest first',
  path: '/v1/assets/:assetId/uses',
  input: z.object({ assetId: values.id, ...values.pageInput }),
  output: values.page(assetUseView),
});
