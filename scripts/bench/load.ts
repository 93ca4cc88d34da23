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
export async function load(url: string, connections: number, seconds: number, next: () => Shot): Promise<Measured> {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [{ setupRequest: (request) => ({ ...request, ...next() }) as never }],
  });
  const failures = result.non2xx + result.errors + result.timeouts;
  return { answers: result['2xx'], perSecond: result['2xx'] / result.duration, p50: result.latency.p50, p99: result.latency.p99, failures };
}

/** The latency of one connection, in milliseconds, measured one request after the other. */
export async function oneByOne(url: string, count: number, next: () => Shot): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  const { Agent, request } = await import('node:http');
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let index = 0; index < count; index++) {
    const { method, path, headers, body } = next();
    const started = performance.now();
    await new Promise<void>((resolve, reject) => {
      const sent = request(
        url + path,
        { method, agent, headers: { ...headers, ...(body && { 'content-length': Buffer.byteLength(body) }) } },
        (response) => {
          response
            .resume()
            .once('end', () =>
              response.statusCode! < 300 ? resolve() : reject(new Error(`HTTP ${response.statusCode} of ${method} ${path}`)),
            );
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
    times.push(performance.now() - started);
  }
  agent.destroy();
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
