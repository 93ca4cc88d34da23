import { councilErrors } from '@gezhi/shared/contracts';
import { guard, type Guard } from '@gezhi/shared/database';

const admitted = "EXISTS (SELECT 1 FROM member_organization WHERE id = ?::uuid AND state = 'ADMITTED')";

/** For the writing statement: the organisation still takes part in its council. */
export const stillAdmitted = (organizationId: string): Guard => guard(councilErrors.organizationWithdrawn, admitted, organizationId);

const ofCouncil = 'EXISTS (SELECT 1 FROM co_building_project WHERE id = ?::uuid AND council_id = ?::uuid)';

/** For the writing statement: the project belongs to the council. */
export const projectOfCouncil = (error: Guard['error'], projectId: string, councilId: string): Guard =>
  guard(error, ofCouncil, projectId, councilId);
