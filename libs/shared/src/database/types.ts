import pg from 'pg';

const { builtins } = pg.types;

const parsers: Record<number, (text: string) => unknown> = {
  // Instants are ISO-8601 UTC strings, so that they compare as strings and need no mapping.
  [builtins.TIMESTAMPTZ]: (text) => (text.startsWith('-inf') || text.startsWith('inf') ? text : new Date(text).toISOString()),
  [builtins.DATE]: (text) => text,
  [builtins.INT8]: (text) => {
    const number = Number(text);
    if (!Number.isSafeInteger(number)) throw new RangeError(`${text} exceeds the safe integers`);
    return number;
  },
};

/** How values come out of Postgres: instants and dates as ISO text, bigint as a safe integer. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: string) =>
    (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};
