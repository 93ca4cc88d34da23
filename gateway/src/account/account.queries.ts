import { Injectable } from '@nestjs/common';
import {
  accountsOfPlace,
  myAccount,
  readAccount,
  requestErrors,
  type AccountView,
  type AssignmentView,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { inScope, scopeParameters, within, type Request } from '@gezhi/shared/auth';
import { ascending, Database, keyset, named, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';

const account = 't.id, t.version, t.username, t.status, t.place_code AS "placeCode", t.person_id AS "personId"';
const assignments = `SELECT id, version, account_id AS "accountId", role, axis, scope, place_code AS "placeCode", source, granted_by AS "grantedBy",
  granted_at AS "grantedAt", reason, ended, ended_at AS "endedAt" FROM assignment WHERE account_id = $1`;
const openAssignments = named('account.assignments', `${assignments} AND NOT ended ORDER BY granted_at, id LIMIT 100`);
const allAssignments = named('account.all-assignments', `${assignments} ORDER BY ended, granted_at DESC, id LIMIT 100`);
const mine = named('account.mine', `SELECT ${account} FROM account t WHERE t.id = $1`);
const withPerson = named(
  'account.detail',
  `SELECT ${account}, p.name, p.phone, CASE WHEN f.locked_until > clock_timestamp() THEN f.locked_until END AS "lockedOutUntil"
   FROM account t LEFT JOIN person p ON p.id = t.person_id LEFT JOIN sign_in_failure f ON f.account_id = t.id
   WHERE t.id = $3 AND ${inScope({ place: 't.place_code' })}`,
);
const ofPlace = named(
  'account.of-place',
  `SELECT ${account}, ARRAY(SELECT DISTINCT s.role FROM assignment s WHERE s.account_id = t.id AND NOT s.ended ORDER BY 1) AS roles
   FROM account t
   WHERE ${within('$3', 't.place_code')} AND ($4::text IS NULL OR t.status = $4) AND t.id > $5::uuid
     AND ($6::text IS NULL OR EXISTS (SELECT 1 FROM assignment s WHERE s.account_id = t.id AND NOT s.ended AND s.role = $6))
   ORDER BY t.id LIMIT $7`,
);

/** Accounts as they are seen by themselves and by those who govern them. */
@Injectable()
export class AccountQueries {
  constructor(private readonly database: Database) {}

  /** X-02 Who am I, where may I act, and who gave me that. */
  @Handles(myAccount)
  async mine(_input: InputOf<typeof myAccount>, request: Request): Promise<OutputOf<typeof myAccount>> {
    const id = request.actor.id;
    const [[own], held] = await Promise.all([
      this.database.read<AccountView>(mine, [id]),
      this.database.read<AssignmentView>(openAssignments, [id]),
    ]);
    ensure(own, requestErrors.notFound);
    return { ...own, assignments: held };
  }

  @Handles(readAccount)
  async read({ id }: InputOf<typeof readAccount>, request: Request): Promise<OutputOf<typeof readAccount>> {
    const [found] = await this.database.read<Omit<OutputOf<typeof readAccount>, 'assignments'>>(withPerson, [
      ...scopeParameters(request),
      id,
    ]);
    ensure(found, requestErrors.notFound);
    return { ...found, assignments: await this.database.read<AssignmentView>(allAssignments, [id]) };
  }

  @Handles(accountsOfPlace)
  async ofPlace(
    { placeCode, status, role, after, limit }: InputOf<typeof accountsOfPlace>,
    request: Request,
  ): Promise<OutputOf<typeof accountsOfPlace>> {
    const [id] = keyset(after, ascending('uuid'));
    const parameters = [...scopeParameters(request), placeCode ?? '', status ?? null, id, role ?? null, limit + 1];
    const rows = await this.database.read<OutputOf<typeof accountsOfPlace>['items'][number]>(ofPlace, parameters);
    return pageOf(rows, limit, (row) => [row.id]);
  }
}
