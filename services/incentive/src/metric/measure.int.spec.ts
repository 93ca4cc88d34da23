import { metricEvidence, metricOverview, metricsByGrid, metricsOfPlace, recomputeMetrics, visitRecorded, householdPlaced } from '@gezhi/shared/contracts';
import { eventually, startTestService, type TestService } from '@gezhi/shared/testing';
import { factsOf, idOf, minute, problemStory, requestStory, seedProblems, street, worker } from '../fact/told.fixture.js';
import { incentiveService } from '../service.module.js';
import { Fact } from '../fact/fact.entity.js';
let service: TestService;
beforeAll(async () => { service = await startTestService(incentiveService); }, 60_000);
afterAll(() => service.stop());
const log = (...a: unknown[]) => process.stderr.write(a.join(' ') + '\n');
it('measures', async () => {
  const count = async (t: string) => (await service.database.pool.query(`SELECT count(*)::integer AS c FROM ${t}`)).rows[0].c as number;
  const grid = (i: number) => `3204040040${String(1 + (i % 7)).padStart(2, '0')}${String(1 + (Math.floor(i / 7) % 10)).padStart(3, '0')}`;
  let t = performance.now();
  for (let c = 0; c < 51; c++) {
    const visits = Array.from({ length: c === 50 ? 416 : 500 }, (_, i) => { const n = c * 500 + i; const g = grid(n); return { visitId: idOf(4, n), householdId: idOf(5, n), householdKind: 'RESIDENT' as const, gridCode: g, communityCode: g.slice(0, 12), occurredAt: minute(n % 10000), campaignId: null, actorId: worker }; });
    await service.publish(visitRecorded, { visits });
    await service.publish(householdPlaced, { gridCode: grid(c), communityCode: grid(c).slice(0, 12), placements: visits.map(({ householdId }) => ({ householdId, kind: 'RESIDENT' as const })), validFrom: minute(0), version: 1 });
  }
  await eventually(async () => (await count('fact')) === 25416, { withinMs: 60000 });
  log('25,416 visits in', Math.round(performance.now() - t), 'ms');
  const told = [...seedProblems()];
  for (let n = 1; n <= 8550; n++) { const g = grid(n); const s = requestStory(n + 1000, { gridCode: g, householdId: idOf(5, n) }); told.push(s.accepted(), s.dispatched(), s.closed(n % 20 !== 0)); if (n % 3) told.push(s.confirmed()); if (n % 2) told.push(s.rated(n % 10 !== 1)); }
  const facts = told.flatMap(factsOf);
  await service.database.transaction((tx) => tx.insert(Fact, facts as Fact[]));
  log('facts', await count('fact'));
  await service.database.pool.query('ANALYZE');
  const op = service.as({ roles: ['operator', 'street-leader'], place: street });
  t = performance.now(); const r = await op.call(recomputeMetrics, { placeCode: street }); log('recompute', JSON.stringify(r), Math.round(performance.now() - t), 'ms', await count('metric_entry'), 'entries');
  await service.database.pool.query('ANALYZE');
  for (const [name, contract, input] of [['street', metricsOfPlace, { placeCode: street }], ['street Nov', metricsOfPlace, { placeCode: street, from: '2026-11-01', to: '2026-11-30' }], ['community', metricsOfPlace, { placeCode: grid(1).slice(0, 12) }], ['grid', metricsOfPlace, { placeCode: grid(1) }], ['overview', metricOverview, { placeCode: street }], ['by-grid', metricsByGrid, { placeCode: street }], ['evidence', metricEvidence, { metric: 'closureRate', placeCode: street, limit: 50 }], ['evidence excl', metricEvidence, { metric: 'onTimeRate', verdict: 'denominator', placeCode: street, limit: 50 }]] as const) {
    const times: number[] = []; let a;
    for (let i = 0; i < 40; i++) { const s = performance.now(); a = await op.call(contract as never, input as never); times.push(performance.now() - s); }
    times.sort((x, y) => x - y); log(name, 'p50', times[20]!.toFixed(1), 'p95', times[37]!.toFixed(1), 'max', times[39]!.toFixed(1), JSON.stringify(a).slice(0, 300));
  }
  t = performance.now(); const events = Array.from({ length: 500 }, (_, i) => problemStory(5000 + i, 'COMMON').collected());
  await Promise.all(events.map(({ event, data, id }) => service.publish(event, data, { id })));
  await eventually(async () => (await count(`inbox WHERE consumer LIKE 'incentive_metric%'`)) === 500, { withinMs: 60000 });
  log('500 events to folded', Math.round(performance.now() - t), 'ms');
}, 120_000);
