import { DataSource, DefaultNamingStrategy, type MixedList, type MigrationInterface } from 'typeorm';
import { CreatePlatform1700000000000 } from './migrations/1700000000000-create-platform.js';
import { AddAccessOutcome1700000000100 } from './migrations/1700000000100-add-access-outcome.js';
import { Person } from './person.entity.js';

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

/** camelCase properties are snake_case columns; tables are singular. */
class SnakeCase extends DefaultNamingStrategy {
  override tableName(className: string, customName: string | undefined): string {
    return customName ?? snake(className);
  }
  override columnName(propertyName: string, customName: string | undefined, prefixes: string[]): string {
    return customName ?? snake([...prefixes, propertyName].join('_'));
  }
}

export type Entities = readonly (new () => object)[];
export type Migrations = readonly (new () => MigrationInterface)[];

/** The migrations of every service's database, before its own. */
export const platformMigrations: Migrations = [CreatePlatform1700000000000, AddAccessOutcome1700000000100];

/** The one TypeORM configuration of all services. Migrations run by their own job, never here; nothing is synchronised. */
export function dataSource(url: string, entities: Entities, migrations: Migrations = [], applicationName = 'gezhi'): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName,
    entities: [Person, ...entities] as MixedList<new () => object>,
    migrations: [...platformMigrations, ...migrations] as MixedList<new () => MigrationInterface>,
    migrationsTableName: 'migration',
    namingStrategy: new SnakeCase(),
    synchronize: false,
    poolSize: 2,
    extra: { connectionTimeoutMillis: 3000, keepAlive: true },
  });
}
