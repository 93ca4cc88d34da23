import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { assetsOfPlace, donationsOfPlace, usesOfAsset, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, columnsOf, Database, descending, keyset, named, pageOf } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { Asset, AssetUse, Donation } from './donation.entity.js';
import type { AssetState, AssetUseState, DonationState } from './donation.rules.js';

@Injectable()
export class DonationQueries {
  private readonly statements;

  constructor(private readonly database: Database) {
    const columns = (entity: new () => object) => columnsOf(database.entities.getMetadata(entity));
    const scope = inScope(Donation.scope);
    this.statements = {
      ofPlace: named(
        'donation.of-place',
        `SELECT ${columns(Donation)} FROM donation t WHERE starts_with(t.community_code, $3) AND ${scope}
           AND (t.received_on, t.id) < ($4::date, $5::uuid) ORDER BY t.received_on DESC, t.id DESC LIMIT $6`,
      ),
      assets: named(
        'donation.assets',
        `SELECT ${columns(Asset)} FROM asset t WHERE starts_with(t.community_code, $3) AND ${scope} AND ($4::text IS NULL OR t.kind = $4)
           AND t.id > $5::uuid ORDER BY t.id LIMIT $6`,
      ),
      uses: named(
        'donation.uses',
        `SELECT ${columns(AssetUse)} FROM asset_use t WHERE t.asset_id = $3 AND ${scope}
           AND (t.lent_at, t.id) < ($4::timestamptz, $5::uuid) ORDER BY t.lent_at DESC, t.id DESC LIMIT $6`,
      ),
    };
  }

  @Handles(donationsOfPlace)
  async ofPlace(
    { placeCode, after, limit }: InputOf<typeof donationsOfPlace>,
    request: Request,
  ): Promise<OutputOf<typeof donationsOfPlace>> {
    const parameters = [...scopeParameters(request), placeCode, ...keyset(after, descending('date', 'uuid')), limit + 1];
    const rows = await this.database.read<DonationState>(this.statements.ofPlace, parameters);
    return pageOf(rows, limit, ({ receivedOn, id }) => [receivedOn, id]);
  }

  @Handles(assetsOfPlace)
  async assets(input: InputOf<typeof assetsOfPlace>, request: Request): Promise<OutputOf<typeof assetsOfPlace>> {
    const { placeCode, kind = null, after, limit } = input;
    const parameters = [...scopeParameters(request), placeCode, kind, ...keyset(after, ascending('uuid')), limit + 1];
    return pageOf(await this.database.read<AssetState>(this.statements.assets, parameters), limit, ({ id }) => [id]);
  }

  @Handles(usesOfAsset)
  async uses({ assetId, after, limit }: InputOf<typeof usesOfAsset>, request: Request): Promise<OutputOf<typeof usesOfAsset>> {
    const parameters = [...scopeParameters(request), assetId, ...keyset(after, descending('timestamptz', 'uuid')), limit + 1];
    const rows = await this.database.read<AssetUseState>(this.statements.uses, parameters);
    return pageOf(rows, limit, ({ lentAt, id }) => [lentAt, id]);
  }
}
