export interface KnownAssignment {
  readonly id: string;
  readonly accountId: string;
  readonly role: string;
  readonly axis: string;
  readonly scope: string;
  readonly version: number;
  readonly ended: boolean;
}

interface Writer {
  query<T>(text: string, parameters?: readonly unknown[]): Promise<T[]>;
}

/** Stores an assignment for the resolution of scopes, unless a later version of it is known. */
export async function writeKnownAssignment(writer: Writer, known: KnownAssignment): Promise<void> {
  await writer.query(
    `INSERT INTO known_assignment (id, account_id, role, axis, scope, version, ended) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (id) DO UPDATE SET role = excluded.role, axis = excluded.axis, scope = excluded.scope, version = excluded.version, ended = excluded.ended
     WHERE known_assignment.version < excluded.version`,
    [known.id, known.accountId, known.role, known.axis, known.scope, known.version, known.ended],
  );
}
