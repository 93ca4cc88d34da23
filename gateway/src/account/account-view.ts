import type { AccountView } from '@gezhi/shared/contracts';
import type { Account } from './account.entity.js';

/** What others may see of an account. */
export const accountViewOf = ({ id, version, username, status, placeCode, personId }: Account): AccountView => ({
  id,
  version,
  username,
  status,
  placeCode,
  personId,
});

/** Columns of the whole account under their property names, for acts that lock it. */
export const accountColumns = `id, version, username, status, place_code AS "placeCode", person_id AS "personId", password_hash AS "passwordHash",
  oidc_subject AS "oidcSubject", invited_at AS "invitedAt", ended_at AS "endedAt"`;
