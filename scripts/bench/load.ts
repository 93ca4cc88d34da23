import { Agent, request } from 'node:http';
import autocannon from 'autocannon';

export interface Shot {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface Measured {
  readonly answers: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
}

/** Sends shots for some seconds over some connections, each made just before it is sent. */
export const load = (url: string, connections: number, seconds: number, next: () => Shot): Promise<Measured> =>
  shoot({ url, connections, duration: seconds }, next);

/** Sends so many shots over some connections, as fast as they are answered. */
export const loadOf = (url: string, connections: number, amount: number, next: () => Shot): Promise<Measured> =>
  shoot({ url, connections, amount }, next);

async function shoot(options: autocannon.Options, next: () => Shot): Promise<Measured> {
  const requests = [{ setupRequest: (request: autocannon.Request) => ({ ...request, ...next() }) as never }];
  const result = await autocannon({ ...options, requests });
  const failures = result.non2xx + result.errors + result.timeouts;
  return { answers: result['2xx'], perSecond: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99, failures };
}

/** The latency of one connection, in milliseconds, measured one request after the other. */
export async function oneByOne(url: string, count: number, next: () => Shot): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let index = 0; index < count; index++) {
    const shot = next();
    const started = performance.now();
    await send(agent, url, shot);
    times.push(performance.now() - started);
  }
  agent.destroy();
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

/** Sends so many shots a second at equal distances, whatever the answers take, and resolves when all are answered. */
export async function paced(url: string, perSecond: number, seconds: number, next: () => Shot): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const started = performance.now();
  const under: Promise<void>[] = [];
  for (let index = 0; index < perSecond * seconds; index++) {
    const early = started + (index * 1000) / perSecond - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    under.push(send(agent, url, next()));
  }
  await Promise.all(under);
  agent.destroy();
}

/** Resolves with the end of a good answer. @throws Error of any other */
function send(agent: Agent, url: string, { method, path, headers, body }: Shot): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const length = body && { 'content-length': Buffer.byteLength(body) };
    const sent = request(url + path, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const good = response.statusCode! < 300;
      response.resume().once('end', () => (good ? resolve() : reject(new Error(`HTTP ${response.statusCode} of ${method} ${path}`))));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
