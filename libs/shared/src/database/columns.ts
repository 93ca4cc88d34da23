import type { EntityMetadata } from 'typeorm';

/** The columns of an entity under their property names; those declared `select: false` stay out. */
export const columnsOf = ({ columns }: EntityMetadata, alias = 't'): string =>
  columns
    .filter((column) => column.isSelect)
    .map((column) => `${alias}.${column.databaseName} AS "${column.propertyName}"`)
    .join(', ');
