import { drawGrids } from '../demo/grids.js';
import { demoCommunities, street } from '../demo/geography.js';
import { demoHouseholds, householdSheet, visitSheet } from '../demo/register.js';
import { Story } from '../demo/story.js';
import { importSheet } from '../demo/upload.js';
import { seconds, type Figure, type Ground } from './ground.js';

/** The register and the visits of the demo street through the API: upload, dry run and commit. */
export async function importVisits({ cluster, operator }: Ground): Promise<Figure[]> {
  const communities = demoCommunities();
  const households = demoHouseholds(communities);
  await drawGrids(new Story(operator, new Date()), communities);
  const registered = await seconds(() => importSheet(cluster.url, operator, 'households', street, householdSheet(households), 'bench'));
  const visited = await seconds(() =>
    importSheet(cluster.url, operator, 'visits', street, visitSheet(households, new Date(), 20), 'bench'),
  );
  return [
    { name: `${households.length} households imported: upload, dry run, commit`, value: `${registered.toFixed(1)} s` },
    { name: `${households.length} visits imported: upload, dry run, commit`, value: `${visited.toFixed(1)} s`, target: '≤ 30 s' },
  ];
}
