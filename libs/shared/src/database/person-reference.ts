import type { DataSource, EntityMetadata } from 'typeorm';
import type { AggregateClass } from './aggregate.js';
import type { Versioned } from './plan.js';

/**
 * How the rows of an entity refer to a person, as `static readonly person`: columns over alias t, any of which does. Exports
 * list these rows.
 */
export interface PersonReference {
  /** Names the person; several columns when a row names several. */
  readonly id?: string | readonly string[];
  /** Names an account that is bound to the person. */
  readonly account?: string;
  /** Names a row of an entity that refers to the person itself. */
  readonly through?: readonly [entity: ReferringClass, column: string];
  /** For confidants and the person alone: exports of operators leave the rows out. */
  readonly confided?: boolean;
  /** The `personal` columns hold words of the person or about it: erasure empties them. */
  readonly erases?: boolean;
}

type ReferringClass = (new () => object) & { readonly person: PersonReference };

/** An entity whose rows refer to persons. */
export interface Referring {
  readonly metadata: EntityMetadata;
  /** SQL over alias t that holds for the rows that refer to one of the persons `$1`. */
  readonly condition: string;
  readonly erases: boolean;
  readonly confided: boolean;
}

export const referringEntities = (entities: DataSource): Referring[] =>
  entities.entityMetadatas.flatMap((metadata) => {
    const { person } = metadata.target as Partial<ReferringClass>;
    return person
      ? [{ metadata, condition: refersToPerson(entities, person), erases: person.erases ?? false, confided: person.confided ?? false }]
      : [];
  });

const boundAccounts = "ARRAY(SELECT a.account_id FROM known_assignment a WHERE a.axis = 'self' AND a.scope = ANY($1::uuid[]::text[]))";

function refersToPerson(entities: DataSource, { id, account, through }: PersonReference): string {
  const ways: string[] = [];
  for (const column of [id ?? []].flat()) ways.push(`${column} = ANY($1::uuid[])`);
  if (account) ways.push(`${account} = ANY(${boundAccounts})`);
  if (through) {
    const [{ person }, column] = through;
    ways.push(`${column} IN (SELECT t.id FROM ${entities.getMetadata(through[0]).tableName} t WHERE ${refersToPerson(entities, person)})`);
  }
  return ways.join(' OR ');
}

/** The columns that erasure empties, as a statement sets them: texts become empty where there was one, all else null. */
export function emptied({ columns, target }: EntityMetadata): { readonly name: string; readonly value: string }[] {
  const { personal = [] } = target as AggregateClass<Versioned>;
  return columns
    .filter(({ propertyName }) => personal.includes(propertyName))
    .map(({ databaseName: name, type }) => ({ name, value: type === 'text' ? `left(${name}, 0)` : 'NULL' }));
}
