import fc from 'fast-check';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { inParallel } from '../../scripts/demo/story.js';
import { drawCommunity, settle, xilin, type Community } from '../support/community.js';
import { appoint, bindResident, newId, operatorOf, type Person } from '../support/people.js';
import type { Known } from './generated-requests/arbitraries.js';
import { requestsTo, type Operation } from './generated-requests/generated-request.js';
import { Published } from './generated-requests/published-answers.js';
import { Sender } from './generated-requests/sender.js';

const requests = Number(process.env.REQUESTS ?? 200);
const atOnce = 16;
const seed = Number(process.env.SEED ?? 20261123);
/** What ends sessions, accounts or the day comes last. */
const last = /^\/v1\/(account|session|person|clock|schedule|demo)/;

describe('X-T3 generated requests at every route: no 5xx, every answer as published', () => {
  let cluster: Cluster;
  let published: Published;
  let people: Person[];
  let community: Community;
  const ids: string[] = [newId()];

  beforeAll(async () => {
    cluster = await startCluster();
    published = await Published.of(cluster.url);
    const operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
    const household = await settle(operator, community, 'west', 1);
    ids.push(household);
    const secretary = await appoint(cluster, operator, { role: 'community-secretary', scope: community.code });
    const worker = await appoint(cluster, operator, { role: 'grid-worker', scope: community.west });
    people = [operator, secretary, worker, await bindResident(cluster, secretary, household)];
  }, 180_000);
  afterAll(() => cluster?.stop(), 60_000);

  function known({ kind, index }: Known): string {
    const places = {
      id: ids,
      grid: [community.west, community.east],
      community: [community.code],
      place: [community.code, xilin, community.west, '230521'],
    }[kind];
    return places[index % places.length]!;
  }

  /** Later requests name what earlier ones made. */
  function learn(answer: unknown): void {
    const { id, items } = (answer ?? {}) as { id?: unknown; items?: { id?: unknown }[] };
    for (const one of [id, ...(Array.isArray(items) ? items.map((item) => item?.id) : [])])
      if (typeof one === 'string' && ids.length < 2000) ids.push(one);
  }

  it(
    `${requests} at each`,
    async () => {
      const sender = new Sender(cluster.url, published, people, known, learn);
      const faults: Record<string, { fault: string; request: string; times: number }> = {};
      for (const operation of inOrder(published.operations())) {
        const sample = fc.sample(requestsTo(operation, published.resolve, people.length), { numRuns: requests, seed });
        await inParallel(sample, atOnce, async (generated) => {
          const fault = await sender.fault(operation, generated);
          if (!fault) return;
          const first = (faults[`${operation.method} ${operation.path}`] ??= {
            fault: fault.slice(0, 400),
            request: JSON.stringify(generated).slice(0, 600),
            times: 0,
          });
          first.times++;
        });
        // Tokens last five minutes; whose session a request has ended signs in again.
        for (const person of people) await person.fetch('/v1/account').catch(() => person.signInAgain().catch(() => undefined));
      }
      expect({ seed, faults }).toEqual({ seed, faults: {} });
    },
    15 * 60_000,
  );
});

const inOrder = (operations: Operation[]): Operation[] => [
  ...operations.filter(({ path }) => !last.test(path)),
  ...operations.filter(({ path }) => last.test(path)),
];
