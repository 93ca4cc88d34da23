import { z } from 'zod';
import { axes, roles, type Role } from '../roles.js';
import * as values from '../values.js';

/** A chosen handle with at least one letter: never a telephone or identity number. */
export const usernameText = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=[^a-z]*[a-z])[a-z0-9][a-z0-9._-]{2,31}$/)
  .meta({ id: 'Username', description: '3 to 32 of a–z, 0–9, . _ -, with at least one letter' });
export const passwordText = z.string().min(1).max(200).meta({ id: 'Password', format: 'password' });
/** A code handed over once, as `XXXX-XXXX-XXXX-XXXX`; case and hyphens do not matter. */
export const oneTimeCode = z
  .string()
  .max(40)
  .overwrite((text) => text.replace(/[\s-]/g, '').toUpperCase())
  .regex(/^[0-9A-HJKMNP-TV-Z]{16}$/)
  .meta({ id: 'OneTimeCode' });

export const roleName = z.enum(roles as [Role, ...Role[]]).meta({ id: 'Role' });
export const accountStatus = z.enum(['INVITED', 'ACTIVE', 'LOCKED', 'ENDED']).meta({ id: 'AccountStatus' });
export type AccountStatus = z.output<typeof accountStatus>;

/** One role at one scope, and why the account has it. */
export const assignmentView = z
  .object({
    id: values.id,
    version: values.version,
    accountId: values.id,
    role: roleName,
    axis: z.enum(axes),
    /** Place code (empty: everywhere), household or person id, estate id, or council id. */
    scope: z.string(),
    placeCode: z.string(),
    source: z.enum(['gateway', 'grid']),
    grantedBy: z.string(),
    grantedAt: values.instant,
    reason: z.string().nullable(),
    ended: z.boolean(),
    endedAt: values.instant.nullable(),
  })
  .meta({ id: 'Assignment' });
export type AssignmentView = z.output<typeof assignmentView>;

export const accountView = z
  .object({
    id: values.id,
    version: values.version,
    username: z.string(),
    status: accountStatus,
    placeCode: z.string(),
    personId: values.id.nullable(),
  })
  .meta({ id: 'Account' });
export type AccountView = z.output<typeof accountView>;
