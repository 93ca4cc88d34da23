import type { councilCalendar, CouncilSessionState, OutputOf, SessionKind, values } from '@gezhi/shared/contracts';

/** A session as it is listed in a calendar that everyone may read. */
export interface Listed {
  readonly id: string;
  readonly version: number;
  readonly councilId: string;
  readonly councilName: string;
  readonly kind: SessionKind;
  readonly state: CouncilSessionState;
  readonly startsAt: values.Instant;
  readonly endsAt: values.Instant;
  readonly venue: string;
}

type Entry = OutputOf<typeof councilCalendar>['items'][number];

const kinds = { REGULAR: '固定会议', EMERGENCY: '急事特办会议', FIVE_PARTY: '五方共议联席会' } as const;
const statuses = {
  SCHEDULED: 'TENTATIVE',
  NOTICED: 'CONFIRMED',
  OPEN: 'CONFIRMED',
  CLOSED: 'CONFIRMED',
  CANCELLED: 'CANCELLED',
  LAPSED: 'CANCELLED',
} as const satisfies Record<CouncilSessionState, Entry['status']>;

/** C-06 A session in the calendar of its council: what kind, when and where, and whether it will be; never what it is about. */
export function calendarEntryOf({ councilName, ...session }: Listed): Entry {
  return { ...session, title: `${councilName}：${kinds[session.kind]}`, status: statuses[session.state] };
}
