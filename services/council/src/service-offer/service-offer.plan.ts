import type { Request } from '@gezhi/shared/auth';
import type { values } from '@gezhi/shared/contracts';
import { today, update, type Act, type Reply, type UnitOfWork, type Write } from '@gezhi/shared/database';
import type { Decision } from '@gezhi/shared/domain';
import { ServiceOffer } from './service-offer.entity.js';
import { withdraw, type OfferState } from './service-offer.rules.js';

/** The columns of an offer `t`, as its state names them. */
export const offerColumns = `t.id, t.version, t.place_code AS "placeCode", t.provider, t.organization_id AS "organizationId", t.field, t.skills, t.title, t.slots,
  t.from_day AS "from", t.to_day AS "to", t.capacity, t.taken, t.state, t.withdrawal_reason AS "withdrawalReason"`;
const listed = `t.state = 'LISTED' AND ${today} BETWEEN t.from_day AND t.to_day`;
const one = `SELECT ${offerColumns} FROM service_offer t WHERE t.id = $1`;
const reaching = `SELECT ${offerColumns} FROM service_offer t
  WHERE (starts_with(t.place_code, $1) OR starts_with($1, t.place_code)) AND ${listed} ORDER BY t.id`;
/** The contended value: what is left decides, not what was read; whoever waits for the row sees it as it is then. */
const take = `UPDATE service_offer t SET version = version + 1, taken = taken + 1 WHERE t.id = $1 AND ${listed} AND t.taken < t.capacity RETURNING t.taken`;
const giveBack = 'UPDATE service_offer SET version = version + 1, taken = taken - 1 WHERE id = $1';

/** An offer as it is, or `undefined`. */
export const offerOf = async (act: Act, id: string): Promise<OfferState | undefined> => (await act.query<OfferState>(one, [id]))[0];

/** The offers on the list today that reach a place or a part of it. */
export const offersReaching = (act: Act, placeCode: string): Promise<OfferState[]> => act.query<OfferState>(reaching, [placeCode]);

/** C-T28 Takes one of the capacity of an offer; false when none is left. */
export const takeCapacity = async (act: Act, id: string): Promise<boolean> => (await act.query(take, [id])).length === 1;

/** Gives one of the capacity back. */
export async function giveCapacityBack(act: Act, id: string): Promise<void> {
  await act.query(giveBack, [id]);
}

/** C-15 The offer of one who leaves the register leaves the list with its owner; what was claimed of it stays claimed. */
export const offerWithdrawn = (offer: OfferState): Write => update(ServiceOffer, withdraw(offer, '服务人员已转出').state, offer.version);

/** Lists an offer for a feature that keeps whose it is, with what that feature writes in the same commit. */
export const listOffer = (
  work: UnitOfWork,
  request: Request,
  rule: (now: values.Instant) => Decision<OfferState>,
  also: readonly Write[],
): Promise<Reply> => work.create(request, ServiceOffer, rule, ({ placeCode: place }) => ({ place, also }));
