import { fastify } from 'fastify';
import pg from 'pg';

/**
 * What the platform is measured against: Fastify and pg alone, the same statement for the row, no token, no validation, no
 * audit. `MODE` is `ordinary`, a pool of ten asked as its documentation shows; `prepared`, where the statements have names;
 * or `pipelined`, two connections that do not wait for each other's answers.
 */
const connectionString = process.env.DATABASE_URL!;
const [readText, writeText] = [process.env.READ_SQL!, process.env.WRITE_SQL!];

type Query = (name: string, text: string, values: unknown[]) => Promise<pg.QueryResult>;

async function database(): Promise<Query> {
  const pool = new pg.Pool({ connectionString, max: 10 });
  if (process.env.MODE === 'ordinary') return (_, text, values) => pool.query(text, values);
  if (process.env.MODE === 'prepared') return (name, text, values) => pool.query({ name, text, values });
  const clients = [1, 2].map(() => new pg.Client({ connectionString, pipeline: true } as pg.ClientConfig));
  await Promise.all(clients.map((client) => client.connect()));
  let turn = 0;
  return (name, text, values) => clients[turn++ % clients.length]!.query({ name, text, values });
}

const query = await database();
const app = fastify();
app.get<{ Params: { id: string } }>('/rows/:id', async (request) => (await query('read', readText, [request.params.id])).rows[0] as object);
app.post<{ Body: unknown[] }>('/rows', async (request, reply) => {
  await query('write', writeText, request.body);
  return reply.code(201).send({ ok: true });
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
process.send?.('ready');
process.on('disconnect', () => process.exit(0));
