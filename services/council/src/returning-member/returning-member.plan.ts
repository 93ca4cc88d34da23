import type { values } from '@gezhi/shared/contracts';
import { newId, type Act } from '@gezhi/shared/database';

const matched = `INSERT INTO member_service (id, version, member_id, home_community_code, field, served_on, minutes, summary, match_id)
  SELECT $1, 1, m.id, m.home_community_code, $2, $3, 0, '', $4 FROM member_offer o JOIN returning_member m ON m.id = o.member_id WHERE o.offer_id = $5`;

/** C-15 Within the act that fulfils a match: it stands in the service record of the member whose offer it was, if it was one's. */
export async function recordMatchedService(
  act: Act,
  { id, offerId }: { readonly id: string; readonly offerId: string },
  field: string,
  servedOn: values.LocalDate,
): Promise<void> {
  await act.query(matched, [newId(), field, servedOn, id, offerId]);
}
