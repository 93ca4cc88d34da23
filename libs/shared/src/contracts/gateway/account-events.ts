import { z } from 'zod';
import { event } from '../define.js';
import { axes, roles } from '../roles.js';
import * as values from '../values.js';
import { roleName } from './account-values.js';

/** Told when an assignment begins and when it ends; of two, the one with the higher version holds. */
export const assignmentChanged = event({
  subject: 'gateway.event.account.assignment-changed.v1',
  summary: 'An account was given a role at a scope, or it ended',
  data: z.object({
    assignmentId: values.id,
    accountId: values.id,
    role: roleName,
    axis: z.enum(axes),
    scope: z.string(),
    version: values.version,
    ended: z.boolean(),
  }),
  audience: { roles, accountField: 'accountId' },
});
