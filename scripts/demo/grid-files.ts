import {
  acceptMicroProject,
  allocateResource,
  approveStrategy,
  completeMeasure,
  diagnoseGrid,
  draftStrategy,
  startMicroProject,
  type DiagnosisLabel,
} from '@gezhi/shared/contracts';
import type { DemoPeople } from './accounts.js';
import type { DemoCadre } from './cadres.js';
import { idOf } from './demo-api.js';
import type { DemoCommunity } from './geography.js';
import { uploadPicture } from './picture.js';
import { inParallel, type Story } from './story.js';

const labels: readonly DiagnosisLabel[] = ['MIXED', 'SCATTERED', 'WEAK'];
const strategies = 4;
const equipment = ['MEDIATION_ROOM', 'NOTICE_BOARD', 'ACTIVITY_SPACE'];
const project = idOf('micro-project', 1);
const day = (at: Date): string => at.toISOString().slice(0, 10);

/** What the first grids of the community lack (杂、散、弱), what is to be done there (一格一策), and what they are given for it. */
export async function planGrids(
  story: Story,
  { secretaries, leader }: DemoPeople,
  [community]: readonly DemoCommunity[],
  cadres: readonly DemoCadre[],
): Promise<void> {
  const secretary = secretaries[0]!;
  const grids = community!.grids.slice(0, strategies).map(({ code }) => code);
  await inParallel(labels, 2, async (label, index) => {
    const id = idOf('diagnosis', label);
    const evidenceIds = [await uploadPicture(secretary, id)];
    await secretary.do(diagnoseGrid, { id, code: grids[index]!, label, finding: `演示诊断 ${index + 1}`, evidenceIds }, id);
  });
  await inParallel(grids, 2, async (gridCode, index) => {
    const id = idOf('strategy', gridCode);
    const ownerCadreId = cadres.find((cadre) => cadre.gridCode === gridCode)!.id;
    const own = { id: idOf('measure', gridCode), title: '本格专项举措（演示）', ownerCadreId, dueAt: story.at(60).toISOString() };
    await secretary.do(
      draftStrategy,
      { id, gridCode, goal: `演示一格一策 ${index + 1}`, applyPlaybook: true, ownerCadreId, measures: [own] },
      id,
    );
    await leader.do(approveStrategy, { id }, id);
  });
  await inParallel(equipment, 2, async (code, index) => {
    const given = { gridCode: grids[index]!, source: 'BUDGET' as const, fromOn: day(story.at(28)), note: '演示配置' };
    const [money, thing] = [idOf('allocation', code, 'money'), idOf('allocation', code)];
    await secretary.do(allocateResource, { id: money, ...given, kind: 'MONEY', code: 'ANNUAL_FUND', quantity: 1_500_000 }, money);
    await secretary.do(allocateResource, { id: thing, ...given, kind: 'EQUIPMENT', code, quantity: 1 }, thing);
  });
  await secretary.do(
    startMicroProject,
    {
      id: project,
      gridCode: grids[1]!,
      kind: 'PARKING',
      title: '演示微项目：小区停车位',
      thirdParty: '演示施工队',
      costFen: 3_000_000,
      ownerCadreId: cadres.find((cadre) => cadre.gridCode === grids[1])!.id,
      dueOn: day(story.at(60)),
      before: { evidenceIds: [await uploadPicture(secretary, 'before')] },
    },
    project,
  );
}

/** A week later one measure of each strategy is done and the micro-project accepted, both with pictures. */
export async function reportGrids({ secretaries, leader }: DemoPeople, [community]: readonly DemoCommunity[]): Promise<void> {
  const secretary = secretaries[0]!;
  await inParallel(community!.grids.slice(0, strategies), 2, async ({ code }) => {
    const id = idOf('measure', code);
    await secretary.do(completeMeasure, { id, evidenceIds: [await uploadPicture(secretary, id)] }, id);
  });
  const after = { evidenceIds: [await uploadPicture(leader, 'after')] };
  await leader.do(acceptMicroProject, { id: project, costFen: 2_800_000, after }, project);
}
