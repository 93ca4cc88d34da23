import { cadreErrors } from '@gezhi/shared/contracts';
import { guard, insert, type Write } from '@gezhi/shared/database';
import { Duty } from './cadre.entity.js';
import { fromRequest, type RequestForDuty, type Serving } from './duty.rules.js';

/** At commit the deployment a duty rests on still lasts; a recall under way is waited for. */
export const stillServing = (serving: Serving): Write =>
  guard(
    cadreErrors.notDeployed,
    'EXISTS (SELECT 1 FROM cadre_deployment d JOIN cadre c ON c.id = d.cadre_id WHERE d.id = ?::uuid AND d.ended_on IS NULL AND c.active FOR SHARE OF d)',
    serving.deploymentId,
  );

/** G-24 What a service request contributes when it is dispatched to a named cadre: the duty, in the statement of the dispatch. */
export const dutyOfRequest = (dutyId: string, request: RequestForDuty, serving: Serving, now: string): Write[] => [
  insert(Duty, fromRequest(dutyId, request, serving, now)),
  stillServing(serving),
];
