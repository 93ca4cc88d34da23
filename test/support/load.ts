import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '@gezhi/shared/testing';
import type { Cluster } from '../../scripts/cluster.js';
import { History, tally, type Verdict } from './history.js';
import { newId, type Person } from './people.js';

const unsure = (status: number): boolean => status >= 500;

export interface LoadOptions {
  readonly writers?: number;
  /** Milliseconds a writer waits between two requests. */
  readonly paceMs?: number;
  /** How long a writer asks again under the same key while the outcome is not known. */
  readonly patienceMs?: number;
}

/** Clients that file service requests one after another, and ask again under the same key while they do not know the outcome. */
export class Load {
  /** Attempts that ended with 5xx or no answer. */
  interrupted = 0;
  /** Milliseconds of the slowest attempt that was answered. */
  slowest = 0;
  private running = true;
  private readonly writers: Promise<void>[];

  private constructor(
    private readonly person: Person,
    private readonly gridCode: string,
    private readonly options: LoadOptions,
    readonly history: History,
  ) {
    this.writers = Array.from({ length: options.writers ?? 4 }, () => this.write());
  }

  static async begin(cluster: Cluster, person: Person, gridCode: string, options: LoadOptions = {}): Promise<Load> {
    const earlier = await cluster.query<{ id: string }>(
      'grid',
      `SELECT aggregate_id AS id FROM outbox UNION SELECT id::text FROM service_request`,
    );
    return new Load(person, gridCode, options, new History(new Set(earlier.map(({ id }) => id))));
  }

  /** Resolves when so many more writes have been acknowledged. */
  async acknowledged(more: number, withinMs = 30_000): Promise<void> {
    const goal = this.history.count('acknowledged') + more;
    await eventually(() => this.history.count('acknowledged') >= goal, { withinMs });
  }

  /** Resolves when every write under way has its outcome, or its writer has lost patience. */
  async stop(): Promise<History> {
    this.running = false;
    await Promise.all(this.writers);
    return this.history;
  }

  private async write(): Promise<void> {
    while (this.running) {
      await this.file(newId());
      await sleep(this.options.paceMs ?? 20);
    }
  }

  private async file(id: string): Promise<void> {
    const body = { id, class: 'GENERAL', origin: 'PATROL', summary: '巡查发现', gridCode: this.gridCode };
    this.history.invoked(id);
    for (const limit = Date.now() + (this.options.patienceMs ?? 60_000); Date.now() < limit; await sleep(100)) {
      const began = performance.now();
      const status = await this.person.post('/v1/service-requests', body, { 'idempotency-key': id }).then(
        (response) => response.text().then(() => response.status),
        () => 599,
      );
      if (status !== 599) this.slowest = Math.max(this.slowest, performance.now() - began);
      if (status < 300) return this.history.acknowledged(id);
      if (!unsure(status)) return this.history.refused(id);
      this.interrupted++;
    }
  }
}

const sources = {
  rows: ['grid', 'SELECT id FROM service_request'],
  events: ['grid', `SELECT aggregate_id AS id FROM outbox WHERE subject = 'grid.event.service-request.filed.v1'`],
  effects: ['incentive', `SELECT subject_id AS id FROM fact WHERE kind = 'request-filed'`],
} as const;

/** What has become of the writes: as rows and events of the grid service, and as effects in the incentive service. */
export async function verdicts(cluster: Cluster, history: History): Promise<Record<keyof typeof sources, Verdict>> {
  const check = async (name: keyof typeof sources) => {
    const [service, sql] = sources[name];
    return [name, history.check(tally(await cluster.query<{ id: string }>(service, sql)))] as const;
  };
  return Object.fromEntries(await Promise.all((['rows', 'events', 'effects'] as const).map(check))) as Record<
    keyof typeof sources,
    Verdict
  >;
}

/** Waits until every event has been heard and asserts that each acknowledged write is there once, as row, event and effect. */
export async function expectExactlyOnce(cluster: Cluster, history: History, withinMs = 60_000): Promise<Verdict> {
  await eventually(
    async () => {
      const { events, effects } = await verdicts(cluster, history);
      return effects.lost.length === 0 && effects.ok === events.ok;
    },
    { withinMs, everyMs: 200 },
  );
  const found = await verdicts(cluster, history);
  const clean = { lost: [], duplicated: [], phantom: [] };
  expect(found).toEqual({
    rows: expect.objectContaining(clean),
    events: expect.objectContaining(clean),
    effects: expect.objectContaining(clean),
  });
  expect(found.rows.ok).toBe(found.effects.ok);
  return found.effects;
}
