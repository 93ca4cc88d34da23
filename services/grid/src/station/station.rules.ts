import {
  activityHeld,
  stationErrors,
  type ActivityStatus,
  type InputOf,
  type holdActivity,
  type openStation,
  type planActivity,
  type values,
} from '@gezhi/shared/contracts';
import { decide, ensure, localDateOf, transitions, type Decision } from '@gezhi/shared/domain';
import { ensureNotFarAhead } from '../cadre/near.rules.js';

export type StationStatus = 'OPEN' | 'CLOSED';

export const stationLife = transitions<StationStatus, 'plan' | 'close'>(
  { OPEN: { plan: 'OPEN', close: 'CLOSED' }, CLOSED: {} },
  { initial: 'OPEN' },
);
export const activityLife = transitions<ActivityStatus, 'hold' | 'cancel'>(
  { PLANNED: { hold: 'HELD', cancel: 'CANCELLED' }, HELD: {}, CANCELLED: {} },
  { initial: 'PLANNED' },
);

export interface StationState {
  readonly id: string;
  readonly version: number;
  readonly communityCode: string;
  readonly name: string;
  readonly addressLabel: string;
  readonly status: StationStatus;
}

export interface ActivityState {
  readonly id: string;
  readonly version: number;
  readonly stationId: string;
  readonly communityCode: string;
  readonly theme: string;
  readonly startsAt: values.Instant;
  readonly status: ActivityStatus;
  readonly residents: number | null;
  readonly workers: number | null;
  readonly summary: string | null;
  readonly evidenceIds: string[];
}

/** G-35 A steward station opens in a community. */
export function open(input: InputOf<typeof openStation>): Decision<StationState> {
  return decide({ ...input, version: 1, status: stationLife.initial });
}

/** G-35 A station closes once; what was planned there may still be held. */
export function close(station: StationState): Decision<StationState> {
  return decide({ ...station, status: stationLife.next(station.status, 'close') });
}

/** G-35 An activity is planned at an open station for today or later. Refuses with `grid.station.station-unknown`, `station-closed`,
 * `start-past` or `too-far-ahead`. */
export function plan(
  input: InputOf<typeof planActivity>,
  station: Pick<StationState, 'communityCode' | 'status'> | undefined,
  now: values.Instant,
): Decision<ActivityState> {
  ensure(station, stationErrors.stationUnknown);
  stationLife.next(station.status, 'plan', stationErrors.stationClosed);
  const { id, stationId, theme, startsAt } = input;
  ensure(localDateOf(startsAt) >= localDateOf(now), stationErrors.startPast, { startsAt });
  ensureNotFarAhead(localDateOf(startsAt), now, stationErrors.tooFarAhead);
  return decide({
    ...{ id, version: 1, stationId, communityCode: station.communityCode, theme, startsAt, status: activityLife.initial },
    ...{ residents: null, workers: null, summary: null, evidenceIds: [] },
  });
}

/** G-35 An activity that has begun is held, with how many took part. Refuses with `platform.request.wrong-state` or `grid.station.not-begun`. */
export function hold(activity: ActivityState, input: InputOf<typeof holdActivity>, now: values.Instant): Decision<ActivityState> {
  const status = activityLife.next(activity.status, 'hold');
  ensure(activity.startsAt <= now, stationErrors.notBegun, { startsAt: activity.startsAt });
  const { residents, workers, summary = null, evidenceIds } = input;
  const { id: activityId, stationId, communityCode, version } = activity;
  return decide(
    { ...activity, status, residents, workers, summary, evidenceIds },
    activityHeld({ activityId, stationId, communityCode, at: now, version: version + 1 }),
  );
}

/** G-35 A planned activity is cancelled; one that was held stays. */
export function cancel(activity: ActivityState): Decision<ActivityState> {
  return decide({ ...activity, status: activityLife.next(activity.status, 'cancel') });
}
