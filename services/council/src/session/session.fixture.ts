import { giveSessionNotice, openSession, recordSessionAttendance, scheduleSession } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { instantOf, millisOf } from '@gezhi/shared/domain';
import type { TestCaller, TestService } from '@gezhi/shared/testing';

export const day = 86_400_000;
export const item = (title = '演示议程') => ({ id: newId(), title });
export const inDays = (service: TestService, days: number): string => instantOf(millisOf(service.clock.now()) + days * day);

/** A regular session of a council that was given notice of and is open now, five days later, with these members present. */
export async function openRegular(
  service: TestService,
  secretary: TestCaller,
  { councilId, memberIds }: { readonly councilId: string; readonly memberIds: string[] },
): Promise<string> {
  const arranged = { id: newId(), councilId, kind: 'REGULAR' as const, venue: '演示会议室', agenda: [item()] };
  const { id } = await secretary.call(scheduleSession, { ...arranged, startsAt: inDays(service, 5) });
  await secretary.call(giveSessionNotice, { id });
  await service.advance(5 * day);
  await secretary.call(openSession, { id });
  if (memberIds.length) await secretary.call(recordSessionAttendance, { id, memberIds });
  return id;
}
