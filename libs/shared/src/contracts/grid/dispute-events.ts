import { z } from 'zod';
import { event } from '../define.js';
import { confidants } from '../roles.js';
import * as values from '../values.js';
import { caseClass } from './hard-case-values.js';

const declare = (action: string, summary: string) =>
  event({
    subject: `grid.event.dispute.${action}.v1`,
    summary,
    data: z.object({
      disputeId: values.id,
      version: values.version,
      placeCode: values.placeCode,
      communityCode: values.communityCode,
      gridCode: values.gridCode.nullable(),
      class: caseClass,
      at: values.instant,
      /** The backlog case a failed mediation became. */
      caseId: values.id.nullable(),
    }),
    audience: { roles: [...confidants], placeField: 'placeCode' },
  });

export const disputeOpened = declare('opened', 'Mediation of a dispute began');
export const disputeAgreed = declare('agreed', 'The parties of a dispute came to an agreement');
export const disputePerformed = declare('performed', 'Somebody else than the mediator found an agreement performed');
export const disputeFailed = declare('failed', 'Mediation failed; the dispute went to the right body or became a backlog case');
