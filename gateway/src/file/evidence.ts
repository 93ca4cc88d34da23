import { fileErrors, type Contract } from '@gezhi/shared/contracts';
import { named, type Database } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { z } from 'zod';

type IdsOf = (value: unknown) => string[];
/** The parts of a zod definition that say where values lie. */
interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

/**
 * The function that finds the ids of evidence files in an input of the contract, as its schema declares them by
 * `values.evidence` and `values.evidenceId`; undefined where it declares none.
 */
export const evidenceOf = (contract: Contract): IdsOf | undefined => (contract.kind === 'command' ? finder(contract.input) : undefined);

function finder(schema: z.ZodType): IdsOf | undefined {
  const id = z.globalRegistry.get(schema)?.id;
  if (id === 'EvidenceId') return (value) => (typeof value === 'string' ? [value] : []);
  const { type, innerType, element, shape } = schema._zod.def as unknown as Definition;
  if (innerType) return finder(innerType);
  if (type === 'array') {
    const inner = finder(element!);
    return inner && ((value) => (Array.isArray(value) ? value.flatMap(inner) : []));
  }
  if (type !== 'object') return undefined;
  const members = Object.entries(shape!).flatMap(([name, member]) => {
    const inner = finder(member);
    return inner ? [[name, inner] as const] : [];
  });
  if (!members.length) return undefined;
  return (value) =>
    typeof value === 'object' && value !== null ? members.flatMap(([name, inner]) => inner((value as Record<string, unknown>)[name])) : [];
}

const ownCount = named('file.own-count', 'SELECT count(*)::int AS count FROM file WHERE id = ANY($1::uuid[]) AND uploaded_by = $2::uuid');

/** Refuses evidence that does not exist or that somebody else has uploaded. */
export type EvidenceCheck = (ids: readonly string[], accountId: string) => Promise<void>;

/** @throws DomainError `gateway.file.unknown` */
export const evidenceCheck =
  (database: Database): EvidenceCheck =>
  async (ids, accountId) => {
    const distinct = [...new Set(ids.map((id) => id.toLowerCase()))];
    if (!distinct.length) return;
    const [found] = await database.read<{ count: number }>(ownCount, [distinct, accountId]);
    ensure(found?.count === distinct.length, fileErrors.unknown);
  };

const memberName = /^(evidence|evidenceIds|\w*EvidenceId)$/;

/** Whether a record names the file as its evidence, in a member of that name at any depth. */
export function namesEvidence(record: unknown, fileId: string): boolean {
  if (typeof record !== 'object' || record === null) return false;
  return Object.entries(record).some(([name, member]) =>
    !Array.isArray(record) && memberName.test(name) ? [member].flat().includes(fileId) : namesEvidence(member, fileId),
  );
}
