import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import { donationErrors, lendAsset, placeAsset, returnAsset, writeOffAsset, type InputOf } from '@gezhi/shared/contracts';
import { UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { venueOpenAt } from '../venue/venue.plan.js';
import { Asset, AssetUse } from './donation.entity.js';
import { giveBack, lend, place, writeOff, type AssetState, type AssetUseState } from './donation.rules.js';

const heldAsset = `SELECT t.id, t.version, t.donation_id AS "donationId", t.community_code AS "communityCode", t.kind, t.name, t.quantity, t.lent,
    t.written_off AS "writtenOff", t.value_fen AS "valueFen", t.venue_id AS "venueId", t.write_off_reason AS "writeOffReason"
  FROM asset t WHERE t.id = $1 FOR NO KEY UPDATE`;
const heldUse = `SELECT t.id, t.version, t.asset_id AS "assetId", t.community_code AS "communityCode", t.quantity, t.purpose, t.lent_at AS "lentAt",
    t.due_on AS "dueOn", t.returned_at AS "returnedAt", t.lost
  FROM asset_use t WHERE t.id = $1 FOR NO KEY UPDATE`;
const keepAsset = 'UPDATE asset SET version = version + 1, lent = $2, written_off = $3 WHERE id = $1';
const keepUse = 'UPDATE asset_use SET version = $2, returned_at = $3, lost = $4 WHERE id = $1';

const at = ({ communityCode: place }: { readonly communityCode: string }) => ({ place });

@Injectable()
export class AssetCommands {
  constructor(private readonly work: UnitOfWork) {}

  @Handles(placeAsset)
  place({ id, venueId }: InputOf<typeof placeAsset>, request: Request): Promise<Reply> {
    return this.work.change(
      request,
      Asset,
      id,
      (asset) => place(asset, venueId),
      (asset) => ({ ...at(asset), also: [venueOpenAt(donationErrors.venueElsewhere, venueId, asset.communityCode)] }),
    );
  }

  @Handles(writeOffAsset)
  writeOff({ id, quantity, reason }: InputOf<typeof writeOffAsset>, request: Request): Promise<Reply> {
    return this.work.change(request, Asset, id, (asset) => writeOff(asset, quantity, reason), at);
  }

  /** The asset is held: of many who borrow at once each sees what the one before has left. */
  @Handles(lendAsset)
  async lend(input: InputOf<typeof lendAsset>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, Asset, input.assetId);
    return this.work.act(request, { ...at(known), id: input.id, creates: AssetUse }, async (act) => {
      const { use, asset } = lend(input, await holdAsset(act, input.assetId), act.now);
      await act.query(keepAsset, [asset.id, asset.lent, asset.writtenOff]);
      await act.insert(AssetUse, [use]);
      act.note({ assetId: [asset.id], quantity: [use.quantity] });
      return use;
    });
  }

  @Handles(returnAsset)
  async giveBack({ id, lost }: InputOf<typeof returnAsset>, request: Request): Promise<Reply> {
    const { state: known } = await this.work.load(request, AssetUse, id);
    return this.work.act(request, { ...at(known), id }, async (act) => {
      const held = await holdAsset(act, known.assetId);
      const [lent] = await act.query<AssetUseState>(heldUse, [id]);
      const { use, asset } = giveBack(lent!, lost, held, act.now);
      const version = use.version + 1;
      await act.query(keepAsset, [asset.id, asset.lent, asset.writtenOff]);
      await act.query(keepUse, [id, version, use.returnedAt, use.lost]);
      act.note({ lost: [lost] });
      return { ...use, version };
    });
  }
}

const holdAsset = async (act: Act, id: string): Promise<AssetState> => (await act.query<AssetState>(heldAsset, [id]))[0]!;
