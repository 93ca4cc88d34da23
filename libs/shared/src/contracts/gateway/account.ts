import { z } from 'zod';
import { contract, errors } from '../define.js';
import { roles } from '../roles.js';
import * as values from '../values.js';
import { accountStatus, accountView, assignmentView, oneTimeCode, passwordText, roleName, usernameText } from './account-values.js';

export const accountErrors = errors('gateway.account', {
  usernameTaken: ['conflict', '该用户名已被使用，请换一个', 'This username is in use; choose another'],
  passwordTooShort: ['rule', '密码太短，请加长到规定的长度', 'The password is too short; make it as long as required'],
  passwordIsUsername: ['rule', '密码不能与用户名相同或包含用户名', 'The password must not contain the username'],
  passwordWrong: ['rule', '当前密码不正确', 'The current password is wrong'],
  passwordAbsent: ['rule', '该账号由统一认证登录，没有密码', 'This account signs in elsewhere and has no password'],
  codeRefused: ['rule', '验证码无效、已用过或已过期，请重新申请', 'The code is unknown, used or expired; ask for a new one'],
  roleNotYours: ['forbidden', '您的岗位不能授予或收回该角色', 'Your role may not give or take this role'],
  scopeUnfit: [
    'invalid',
    '范围与角色不符：按地域的角色填区划代码，其余填编号和所在区划',
    'The scope does not fit the role: a place code for roles of a place, else an id and its place',
  ],
  alreadyAssigned: ['conflict', '该账号在此范围已有该角色', 'The account has this role there already'],
  followsDeployment: [
    'rule',
    '该授权随下沉派驻产生，请在网格服务中召回',
    'This assignment follows a deployment; recall it in the grid service',
  ],
  lastOperator: ['rule', '至少保留一名全域运维人员', 'One operator of all places must remain'],
});

const accountWithAssignments = z
  .object({ ...accountView.shape, assignments: z.array(assignmentView) })
  .meta({ id: 'AccountWithAssignments' });

/** `scope` and, unless the role is one of a place, the place where the household, estate or council is. */
const appointment = {
  role: roleName,
  scope: z.string().max(64).toLowerCase(),
  placeCode: z
    .string()
    .regex(/^\d{0,15}$/)
    .optional(),
};
const byIssuers = { roles: ['operator', 'community-secretary'], scope: ['place'] } as const;
const toldOnce = z
  .string()
  .nullable()
  .describe('Told once: null when asked again under the same Idempotency-Key, for no code is kept; ask for a new one');
const issuedCode = { code: toldOnce, expiresAt: values.instant };

export const inviteAccount = contract({
  subject: 'gateway.command.account.invite.v1',
  summary:
    'Invite a person to an account with one role; answers with a one-time activation code, under the same key again with `code: null`',
  ...byIssuers,
  method: 'POST',
  path: '/v1/accounts',
  input: z.object({
    id: values.id,
    username: usernameText,
    ...appointment,
    /** The person in the services' registers; the gateway's own register gets the name and phone when given. */
    personId: values.id.optional(),
    name: values.text(50).optional(),
    phone: values.text(20).optional(),
    /** The subject the configured OpenID Connect issuer knows the person by: then there is no password and no code. */
    oidcSubject: z.string().min(1).max(255).optional(),
    reason: values.text(200).optional(),
  }),
  output: accountWithAssignments.extend({ code: toldOnce, expiresAt: values.instant.nullable() }).meta({ id: 'InvitedAccount' }),
  errors: [accountErrors.usernameTaken, accountErrors.roleNotYours, accountErrors.scopeUnfit],
});

export const renewActivation = contract({
  subject: 'gateway.command.account.renew-activation.v1',
  summary:
    'Give a new activation code, under the same key again `null`; the old one is void. Of an active account, the password can be set anew with it',
  ...byIssuers,
  method: 'POST',
  path: '/v1/accounts/:id/activation-code',
  input: z.object({ id: values.id }),
  output: z.object({ id: values.id, ...issuedCode }).meta({ id: 'ActivationCode' }),
  errors: [accountErrors.passwordAbsent, accountErrors.roleNotYours],
});

export const activateAccount = contract({
  subject: 'gateway.command.account.activate.v1',
  summary: 'Set the password with the one-time code and begin to use the account',
  roles: [],
  scope: ['public'],
  method: 'POST',
  path: '/v1/account-activations',
  input: z.object({ code: oneTimeCode, password: passwordText }),
  output: z.object({ username: z.string() }).meta({ id: 'ActivatedAccount' }),
  errors: [accountErrors.codeRefused, accountErrors.passwordTooShort, accountErrors.passwordIsUsername],
  idempotencyExempt: true,
});

export const assignRole = contract({
  subject: 'gateway.command.account.assign-role.v1',
  summary: 'Give an account a role at a scope',
  ...byIssuers,
  method: 'POST',
  path: '/v1/accounts/:accountId/assignments',
  input: z.object({ id: values.id, accountId: values.id, ...appointment, reason: values.text(200).optional() }),
  output: assignmentView,
  errors: [accountErrors.roleNotYours, accountErrors.scopeUnfit, accountErrors.alreadyAssigned],
  versioned: true,
});

export const endAssignment = contract({
  subject: 'gateway.command.account.end-assignment.v1',
  summary: 'End a role of an account',
  ...byIssuers,
  method: 'POST',
  path: '/v1/assignments/:id/end',
  input: z.object({ id: values.id, reason: values.text(200).optional() }),
  output: assignmentView,
  errors: [accountErrors.roleNotYours, accountErrors.followsDeployment, accountErrors.lastOperator],
});

export const lockAccount = contract({
  subject: 'gateway.command.account.lock.v1',
  summary: 'Lock an account and end its sessions at once',
  ...byIssuers,
  method: 'POST',
  path: '/v1/accounts/:id/lock',
  input: z.object({ id: values.id, reason: values.text(200) }),
  output: accountView,
  errors: [accountErrors.roleNotYours, accountErrors.lastOperator],
});

export const unlockAccount = contract({
  subject: 'gateway.command.account.unlock.v1',
  summary: 'Unlock a locked account, or one locked out by failed sign-ins',
  ...byIssuers,
  method: 'POST',
  path: '/v1/accounts/:id/unlock',
  input: z.object({ id: values.id }),
  output: accountView,
  errors: [accountErrors.roleNotYours],
});

export const endAccount = contract({
  subject: 'gateway.command.account.end.v1',
  summary: 'The person leaves: ends the account, its assignments and its sessions',
  ...byIssuers,
  method: 'POST',
  path: '/v1/accounts/:id/end',
  input: z.object({ id: values.id, reason: values.text(200) }),
  output: accountView,
  errors: [accountErrors.roleNotYours, accountErrors.lastOperator],
});

export const issueHouseholdCode = contract({
  subject: 'gateway.command.account.issue-household-code.v1',
  summary: 'Give a one-time code with which a member of a household makes a resident account; under the same key again `null`',
  roles: ['grid-worker', 'community-secretary', 'operator'],
  scope: ['place'],
  method: 'POST',
  path: '/v1/households/:householdId/codes',
  input: z.object({
    id: values.id,
    householdId: values.id,
    /** The member it is for; with it the resident may export and erase the own data. */
    personId: values.id.optional(),
  }),
  output: z.object({ id: values.id, householdId: values.id, ...issuedCode }).meta({ id: 'HouseholdCode' }),
});

export const bindHousehold = contract({
  subject: 'gateway.command.account.bind-household.v1',
  summary: 'Make a resident account with the code of the household',
  roles: [],
  scope: ['public'],
  method: 'POST',
  path: '/v1/household-bindings',
  input: z.object({ code: oneTimeCode, username: usernameText, password: passwordText }),
  output: z.object({ username: z.string(), householdId: values.id }).meta({ id: 'BoundHousehold' }),
  errors: [accountErrors.codeRefused, accountErrors.usernameTaken, accountErrors.passwordTooShort, accountErrors.passwordIsUsername],
  idempotencyExempt: true,
});

export const changePassword = contract({
  subject: 'gateway.command.account.change-password.v1',
  summary: 'Change the own password; all other sessions end',
  roles,
  scope: ['self'],
  method: 'POST',
  path: '/v1/account/password',
  input: z.object({ currentPassword: passwordText, newPassword: passwordText }),
  output: z.object({ username: z.string() }).meta({ id: 'PasswordChanged' }),
  errors: [accountErrors.passwordWrong, accountErrors.passwordAbsent, accountErrors.passwordTooShort, accountErrors.passwordIsUsername],
  idempotencyExempt: true,
});

export const myAccount = contract({
  subject: 'gateway.query.account.mine.v1',
  summary: 'Who am I: the own account, its roles where, and why',
  roles,
  scope: ['self'],
  method: 'GET',
  path: '/v1/account',
  input: z.object({}),
  output: accountWithAssignments,
});

export const accountsOfPlace = contract({
  subject: 'gateway.query.account.of-place.v1',
  summary: 'Accounts of a place, with their roles',
  ...byIssuers,
  method: 'GET',
  path: '/v1/accounts',
  input: z.object({
    placeCode: values.placeCode.optional(),
    role: roleName.optional(),
    status: accountStatus.optional(),
    ...values.pageInput,
  }),
  output: values.page(z.object({ ...accountView.shape, roles: z.array(roleName) }).meta({ id: 'AccountOfPlace' })),
});

export const readAccount = contract({
  subject: 'gateway.query.account.read.v1',
  summary: 'One account with its assignments and the name and phone of its person',
  ...byIssuers,
  method: 'GET',
  path: '/v1/accounts/:id',
  input: z.object({ id: values.id }),
  output: accountWithAssignments
    .extend({ name: z.string().nullable(), phone: z.string().nullable(), lockedOutUntil: values.instant.nullable() })
    .meta({ id: 'AccountDetail' }),
  sensitive: true,
});
