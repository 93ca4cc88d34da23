import {
  councilErrors,
  donationErrors,
  type AssetKind,
  type InputOf,
  type lendAsset,
  type receiveDonation,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, type Decision } from '@gezhi/shared/domain';
import type { MemberOrganizationState } from '../council/council.rules.js';

export interface DonationState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly receiptNumber: number;
  readonly organizationId: string | null;
  readonly donor: string;
  readonly receivedOn: values.LocalDate;
  readonly evidenceIds: string[];
}

export interface AssetState {
  readonly id: string;
  readonly version: number;
  readonly donationId: string;
  readonly communityCode: string;
  readonly kind: AssetKind;
  readonly name: string;
  readonly quantity: number;
  readonly lent: number;
  readonly writtenOff: number;
  readonly valueFen: number | null;
  readonly venueId: string | null;
  readonly writeOffReason: string | null;
}

export interface AssetUseState {
  readonly id: string;
  readonly version: number;
  readonly assetId: string;
  readonly communityCode: string;
  readonly quantity: number;
  readonly purpose: string;
  readonly lentAt: values.Instant;
  readonly dueOn: values.LocalDate;
  readonly returnedAt: values.Instant | null;
  readonly lost: number;
}

/**
 * C-18 A donation is received with the next receipt number of its community, and its things enter the register. Refuses with
 * `council.donation.received-in-future`, `asset-repeated` or `council.council.organization-withdrawn`.
 *
 * @param receiptNumber the next of the community, from 1
 * @param organization the member organisation that donates, `undefined` for anybody else
 */
export function receive(
  input: InputOf<typeof receiveDonation>,
  { receiptNumber, organization }: { readonly receiptNumber: number; readonly organization: MemberOrganizationState | undefined },
  now: values.Instant,
): { readonly donation: DonationState; readonly assets: AssetState[] } {
  const { id, communityCode, donor, receivedOn, evidenceIds, assets } = input;
  ensure(receivedOn <= localDateOf(now), donationErrors.receivedInFuture);
  ensure(new Set(assets.map((asset) => asset.id)).size === assets.length, donationErrors.assetRepeated);
  const fits = !organization || (organization.state === 'ADMITTED' && organization.communityCode === communityCode);
  ensure(fits, councilErrors.organizationWithdrawn);
  const organizationId = organization?.id ?? null;
  return {
    donation: { id, version: 1, communityCode, receiptNumber, organizationId, donor, receivedOn, evidenceIds },
    assets: assets.map(({ id: assetId, kind, name, quantity, valueFen = null, venueId = null }) => ({
      ...{ id: assetId, version: 1, donationId: id, communityCode, kind, name, quantity, lent: 0, writtenOff: 0 },
      ...{ valueFen, venueId, writeOffReason: null },
    })),
  };
}

/** C-18 How many of an asset are at hand: neither lent nor written off. */
export const atHand = ({ quantity, lent, writtenOff }: Pick<AssetState, 'quantity' | 'lent' | 'writtenOff'>): number =>
  quantity - lent - writtenOff;

/** C-18 Things are kept at a venue from now on. */
export function place(asset: AssetState, venueId: string): Decision<AssetState> {
  return decide({ ...asset, venueId });
}

/** C-18 Things at hand are written off, with the reason. Refuses with `council.donation.stock-exhausted` {atHand}. */
export function writeOff(asset: AssetState, quantity: number, reason: string): Decision<AssetState> {
  ensure(quantity <= atHand(asset), donationErrors.stockExhausted, { atHand: atHand(asset) });
  return decide({ ...asset, writtenOff: asset.writtenOff + quantity, writeOffReason: reason });
}

/**
 * C-18 Things at hand are lent until a day; the asset is held, so that never more are lent than there are. Refuses with
 * `council.donation.due-invalid` or `stock-exhausted` {atHand}.
 */
export function lend(
  { id, quantity, purpose, dueOn }: InputOf<typeof lendAsset>,
  asset: AssetState,
  now: values.Instant,
): { readonly use: AssetUseState; readonly asset: AssetState } {
  ensure(localDateOf(now) <= dueOn, donationErrors.dueInvalid);
  ensure(quantity <= atHand(asset), donationErrors.stockExhausted, { atHand: atHand(asset) });
  const { id: assetId, communityCode } = asset;
  return {
    use: { id, version: 1, assetId, communityCode, quantity, purpose, lentAt: now, dueOn, returnedAt: null, lost: 0 },
    asset: { ...asset, lent: asset.lent + quantity },
  };
}

/** C-18 What was lent comes back, once; what was lost is written off. Refuses with `council.donation.already-returned` or `lost-invalid`. */
export function giveBack(
  use: AssetUseState,
  lost: number,
  asset: AssetState,
  now: values.Instant,
): { readonly use: AssetUseState; readonly asset: AssetState } {
  ensure(use.returnedAt === null, donationErrors.alreadyReturned);
  ensure(lost <= use.quantity, donationErrors.lostInvalid);
  return {
    use: { ...use, returnedAt: now, lost },
    asset: { ...asset, lent: asset.lent - use.quantity, writtenOff: asset.writtenOff + lost },
  };
}
