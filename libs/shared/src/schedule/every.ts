import { SetMetadata } from '@nestjs/common';

export const EVERY = 'gezhi:every';

/**
 * Binds a method to a cron line (UTC, minute steps). It runs in one replica, selects what is due by SQL and applies the
 * ordinary rule; it must be safe to run twice. `runSchedules` of the operator command runs all at once after time was moved.
 */
export const Every =
  (cron: string) =>
  (target: object, key: string, descriptor: TypedPropertyDescriptor<() => Promise<void>>): void => {
    SetMetadata(EVERY, cron)(target, key, descriptor);
  };
