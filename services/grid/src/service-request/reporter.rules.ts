import { serviceRequestErrors, type InputOf, type fileServiceRequest } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import { isStaff, type By } from './request-actor.rules.js';

export type Reporter = NonNullable<InputOf<typeof fileServiceRequest>['reporter']>;

/** The registered person whose id a filing gives its reporter, and what the actor has to do with them. */
export interface Registered {
  readonly name: string | null;
  readonly phone: string | null;
  readonly erased: boolean;
  /** The actor is this person, or lives in their household. */
  readonly own: boolean;
  /** The actor may read the members of their household, or has their name from another request. */
  readonly readable: boolean;
}

/**
 * G-40 X-T8 A resident names a person of the own household as reporter, staff one they may read or somebody new; a person
 * registered already is named as registered, so that nothing given is dropped. Refuses with
 * `grid.service-request.reporter-not-yours` or `reporter-differs`.
 *
 * @param registered the person under the id given, `undefined` when there is none
 */
export function ensureReporterNamed({ name, phone }: Reporter, registered: Registered | undefined, by: By): void {
  const yours = registered ? !registered.erased && (registered.own || (isStaff(by) && registered.readable)) : isStaff(by);
  ensure(yours, serviceRequestErrors.reporterNotYours);
  if (!registered) return;
  ensure(name === registered.name && (phone === undefined || phone === registered.phone), serviceRequestErrors.reporterDiffers);
}
