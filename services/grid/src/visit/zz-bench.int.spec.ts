import { activatePartition, draftPartition, importHouseholds, importVisits, visitRecorded, gridOverview, visitCounts, simulatePartition } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
it('bench', async () => {
  const service = await startTestService(gridService);
  const leader = service.as({ roles: ['street-leader'], place: '320404004' });
  const communities = Array.from({ length: 8 }, (_, i) => `32040400410${i}`);
  const per = 3177;
  for (const [c, communityCode] of communities.entries()) {
    const grids = Array.from({ length: 8 }, (_, g) => { const w = 119 + c / 10 + g / 100; const ring: [number, number][] = []; for (let k = 0; k <= 50; k++) ring.push([w + k / 5000, 31]); for (let k = 0; k <= 50; k++) ring.push([w + 0.01 - k / 5000, 31.01]); ring.push(ring[0]!); return { type: 'URBAN_RENEWAL' as const, boundary: { type: 'Polygon' as const, coordinates: [ring] } }; });
    let t = Date.now();
    const { id } = await leader.call(draftPartition, { id: newId(), communityCode, grids });
    await leader.call(activatePartition, { id });
    if (c === 0) console.log('draft+activate empty', Date.now() - t);
  }
  const rows = communities.flatMap((communityCode, c) => Array.from({ length: per }, (_, i) => ({ externalRef: `h${i}`, kind: (['RESIDENT', 'SHOP', 'ENTERPRISE'] as const)[i % 3]!, communityCode, addressLabel: 'x', lon: 119 + c / 10 + (i % 790) / 10000 + 0.00005, lat: 31.005 })));
  let t = Date.now();
  let bad = 0;
  for (let i = 0; i < rows.length; i += 500) { const o = await leader.call(importHouseholds, { batchId: newId(), placeCode: '320404004', rows: rows.slice(i, i + 500) }); bad += o.refused.length; }
  console.log('households', rows.length, Date.now() - t, 'refused', bad);
  const visits = rows.map((r, i) => ({ externalRef: `v${i}`, communityCode: r.communityCode, householdRef: r.externalRef, occurredAt: new Date(Date.now() - 3600_000 - i).toISOString() }));
  t = Date.now();
  for (let i = 0; i < visits.length; i += 500) await leader.call(importVisits, { batchId: newId(), placeCode: '320404004', rows: visits.slice(i, i + 500) });
  console.log('visits', visits.length, Date.now() - t);
  t = Date.now();
  for (let i = 0; i < visits.length; i += 500) await leader.call(importVisits, { batchId: newId(), placeCode: '320404004', rows: visits.slice(i, i + 500) });
  console.log('visits again', Date.now() - t, (await service.told(visitRecorded)).length);
  t = Date.now(); await leader.call(gridOverview, { placeCode: '320404004' }); console.log('overview', Date.now() - t);
  t = Date.now(); console.log(await leader.call(visitCounts, { placeCode: '320404004' }), Date.now() - t);
  t = Date.now();
  const c0 = communities[0]!;
  const { id } = await leader.call(draftPartition, { id: newId(), communityCode: c0, grids: Array.from({ length: 4 }, (_, g) => { const w = 119 + g / 50; return { type: 'URBAN_RENEWAL' as const, boundary: { type: 'Polygon' as const, coordinates: [[[w, 31], [w + 0.02, 31], [w + 0.02, 31.01], [w, 31.01], [w, 31]] as [number, number][]] } }; }) });
  console.log('draft', Date.now() - t); t = Date.now();
  await leader.call(simulatePartition, { id }); console.log('simulate', Date.now() - t); t = Date.now();
  await leader.call(activatePartition, { id }); console.log('activate', per, Date.now() - t);
  // worst drawing
  const big = Array.from({ length: 60 }, (_, g) => { const w = 118 + g / 100; const ring: [number, number][] = []; for (let k = 0; k <= 498; k++) ring.push([w + k / 49800, 31 + (k % 2) / 1e5]); for (let k = 0; k <= 498; k++) ring.push([w + 0.01 - k / 49800, 31.01 + (k % 2) / 1e5]); ring.push(ring[0]!); return { type: 'URBAN_RENEWAL' as const, boundary: { type: 'Polygon' as const, coordinates: [ring] } }; });
  t = Date.now();
  await leader.call(draftPartition, { id: newId(), communityCode: '320404004150', grids: big }).then(() => console.log('ok'), (e) => console.log(String(e), JSON.stringify(e.details)));
  console.log('worst draft', Date.now() - t);
  await service.stop();
}, 200_000);
