import type { Act } from '@gezhi/shared/database';
import { addDays, localDateOf } from '@gezhi/shared/domain';
import { contentHash } from '@gezhi/shared/platform';
import { minimumDays } from './notice-policy.rules.js';
import { Notice } from './notice.entity.js';
import { post, type Board } from './notice.rules.js';

/** Puts a notice of accounts on the board of an estate, within an act, for as long as its kind must hang. Refuses as `post` does. */
export async function hangAccounts(
  act: Act,
  notice: { readonly id: string; readonly estateId: string; readonly title: string; readonly text: string },
  { estate, policy }: Pick<Board, 'policy'> & { readonly estate: NonNullable<Board['estate']> },
): Promise<void> {
  const kind = 'ACCOUNTS';
  const postedFrom = localDateOf(act.now);
  const postedTo = addDays(postedFrom, minimumDays(policy, kind) - 1);
  const input = { ...notice, kind, postedFrom, postedTo, withdraws: false };
  const { state, events } = post(input, { estate, policy, corrected: undefined, hashOf: contentHash }, act.now);
  await act.insert(Notice, [state]);
  for (const happened of events) act.emit(happened, { id: state.id });
}
