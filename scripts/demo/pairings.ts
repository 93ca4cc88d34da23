import { householdsOfPlace, pairHousehold, recordContact } from '@gezhi/shared/contracts';
import type { DemoPeople } from './accounts.js';
import type { DemoCadre } from './cadres.js';
import { idOf } from './demo-api.js';
import { inParallel, type Story } from './story.js';

const paired = 3;

/** Three households of the cadre's grid the cadre keeps in touch with (网格结亲). */
export async function pairHouseholds(
  story: Story,
  { secretaries, cadre }: DemoPeople,
  [{ id: cadreId, gridCode }]: readonly [DemoCadre, ...DemoCadre[]],
): Promise<void> {
  const { items } = await secretaries[0]!.do(householdsOfPlace, { placeCode: gridCode, kind: 'RESIDENT', limit: paired });
  await inParallel(items, 2, async ({ id: householdId }) => {
    const [id, contactId] = [idOf('pairing', householdId), idOf('contact', householdId)];
    await secretaries[0]!.do(pairHousehold, { id, cadreId, householdId, fromOn: story.at(21).toISOString().slice(0, 10) }, id);
    await cadre.do(recordContact, { id, contactId, at: story.at(27).toISOString(), channel: 'PHONE' }, contactId);
  });
}
