import type { InputOf, moderateServiceRequest } from '@gezhi/shared/contracts';
import { decide, type Decision } from '@gezhi/shared/domain';
import type { By } from './request-actor.rules.js';
import type { ServiceRequestState } from './request-life.rules.js';

type Moderation = Omit<InputOf<typeof moderateServiceRequest>, 'id'>;

/**
 * G-42 What everyone may read and see of a request is what a leader has written and uploaded for that; the reporter's own words
 * and pictures stay as they are. Null and no pictures take it back.
 */
export function moderate(
  request: ServiceRequestState,
  { publicSummary, releasedEvidenceIds }: Moderation,
  by: By,
): Decision<ServiceRequestState> {
  return decide({ ...request, publicSummary, releasedEvidenceIds, moderatedById: by.accountId });
}
