import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { serviceOffersOfPlace, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { ascending, columnsOf, Database, keyset, named, pageOf, today } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { ServiceOffer } from './service-offer.entity.js';
import type { OfferState } from './service-offer.rules.js';

@Injectable()
export class ServiceOfferQueries {
  private readonly statement;

  constructor(private readonly database: Database) {
    this.statement = named(
      'service-offer.of-place',
      `SELECT ${columnsOf(database.entities.getMetadata(ServiceOffer))} FROM service_offer t
       WHERE (starts_with(t.place_code, $3) OR starts_with($3, t.place_code)) AND (${inScope(ServiceOffer.scope)} OR ${inScope({ place: '$3::text' })})
         AND ($4::text IS NULL OR t.field = $4)
         AND (NOT $5 OR (t.state = 'LISTED' AND t.taken < t.capacity AND ${today} BETWEEN t.from_day AND t.to_day))
         AND (t.to_day, t.id) > ($6::date, $7::uuid) ORDER BY t.to_day, t.id LIMIT $8`,
    );
  }

  /** An offer for a street stands on the list of each of its communities. */
  @Handles(serviceOffersOfPlace)
  async ofPlace(input: InputOf<typeof serviceOffersOfPlace>, request: Request): Promise<OutputOf<typeof serviceOffersOfPlace>> {
    const { placeCode, field = null, free, after, limit } = input;
    const position = keyset(after, ascending('date', 'uuid'));
    const parameters = [...scopeParameters(request), placeCode, field, free, ...position, limit + 1];
    const rows = await this.database.read<OfferState>(this.statement, parameters);
    return pageOf(rows, limit, ({ to, id }) => [to, id]);
  }
}
