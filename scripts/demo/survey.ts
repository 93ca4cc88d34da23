import { closeCampaign, openCampaign } from '@gezhi/shared/contracts';
import { idOf } from './demo-api.js';
import type { DemoPeople } from './accounts.js';
import { street } from './geography.js';

/** Opens the survey of all grids under the label 三访三优 and returns its id. */
export async function openSurvey({ leader }: DemoPeople): Promise<string> {
  const id = idOf('campaign', 1);
  await leader.do(
    openCampaign,
    {
      id,
      placeCode: street,
      kind: 'THREE_VISITS_THREE_IMPROVEMENTS',
      title: '三访三优 穿透式摸排',
      aims: ['CONDUCT', 'GOVERNANCE', 'ENVIRONMENT'],
    },
    id,
  );
  return id;
}

export async function closeSurvey({ leader }: DemoPeople, id: string): Promise<void> {
  await leader.do(closeCampaign, { id }, id);
}
