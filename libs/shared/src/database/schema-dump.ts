import type pg from 'pg';

/**
 * The schema of a migrated database as reviewable SQL, one statement each: extensions, functions, tables with columns and
 * constraints, indexes and triggers of schema `public`, in a stable order.
 */
export async function dumpSchema(client: pg.Client): Promise<string[]> {
  const list = async (sql: string): Promise<string[]> => (await client.query<{ line: string }>(sql)).rows.map(({ line }) => line);
  const extensions = await list(
    `SELECT 'CREATE EXTENSION ' || extname || ';' AS line FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY extname`,
  );
  const functions = await list(
    `SELECT pg_get_functiondef(p.oid) || ';' AS line FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY p.proname`,
  );
  const tables = await client.query<{ oid: number; name: string; partition: string | null }>(
    `SELECT c.oid, c.relname AS name, pg_get_partkeydef(c.oid) AS partition FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname`,
  );
  const parts: string[] = [];
  for (const { oid, name, partition } of tables.rows) {
    const columns = await list(
      `SELECT '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
         || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
         || CASE WHEN a.attidentity <> '' THEN ' GENERATED ALWAYS AS IDENTITY' ELSE coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '') END AS line
       FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE a.attrelid = ${oid} AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    );
    const constraints = await list(
      `SELECT '  CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint
       WHERE conrelid = ${oid} AND contype <> 'n' ORDER BY conname`,
    );
    parts.push(`CREATE TABLE ${name} (\n${[...columns, ...constraints].join(',\n')}\n)${partition ? ` PARTITION BY ${partition}` : ''};`);
    parts.push(
      ...(await list(
        `SELECT pg_get_indexdef(i.indexrelid) || ';' AS line FROM pg_index i WHERE i.indrelid = ${oid}
           AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1`,
      )),
    );
    parts.push(
      ...(await list(
        `SELECT pg_get_triggerdef(oid) || ';' AS line FROM pg_trigger WHERE tgrelid = ${oid} AND NOT tgisinternal ORDER BY 1`,
      )),
    );
  }
  return [...extensions, ...functions, ...parts];
}
