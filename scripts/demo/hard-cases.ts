import {
  clearBacklogCase,
  completeJointMeasure,
  confirmPerformance,
  failDispute,
  formTaskForce,
  openDispute,
  recordAgreement,
  registerBacklogCase,
  type DepartmentLine,
} from '@gezhi/shared/contracts';
import type { DemoPeople } from './accounts.js';
import type { DemoCadre } from './cadres.js';
import { idOf } from './demo-api.js';
import type { DemoCommunity } from './geography.js';
import { uploadPicture } from './picture.js';
import type { Story } from './story.js';

const [easy, hard] = [idOf('backlog case', 1), idOf('backlog case', 2)];
/** The lines of the first three cadres, who make up the task force. */
const lines: readonly DepartmentLine[] = ['PUBLIC_SECURITY_GOVERNANCE', 'ECONOMIC_DEVELOPMENT', 'HOUSING_CONSTRUCTION'];
const [performed, failed, open] = [1, 2, 3].map((number) => idOf('dispute', number)) as [string, string, string];

/** Two backlog cases (积案), one of them with a task force, and three disputes under mediation. */
export async function registerCases(
  story: Story,
  { secretaries, worker }: DemoPeople,
  [community]: readonly DemoCommunity[],
  cadres: readonly DemoCadre[],
): Promise<void> {
  const secretary = secretaries[0]!;
  const gridCode = community!.grids[0]!.code;
  const matter = (number: number) => ({
    title: `演示积案 ${number}`,
    summary: '虚构的积案，仅作演示',
    gridCode,
    ownerCadreId: cadres[0]!.id,
  });
  await secretary.do(registerBacklogCase, { id: easy, class: 'NEIGHBOUR', originOn: '2023-03-01', ...matter(1) }, easy);
  const history = [{ onDate: '2018-05-10', text: '首次协商未果（演示）' }];
  await secretary.do(registerBacklogCase, { id: hard, class: 'HOUSING', originOn: '2018-04-01', history, ...matter(2) }, hard);
  const due = { dueAt: story.at(90).toISOString() };
  const force = idOf('task force', hard);
  await secretary.do(
    formTaskForce,
    {
      id: force,
      caseId: hard,
      ...due,
      members: lines.map((line, index) => ({ line, cadreId: cadres[index]!.id })),
      measures: lines.map((line, index) => ({ id: measureOf(index), line, title: `联合举措 ${index + 1}（演示）`, ...due })),
    },
    force,
  );
  for (const [index, id] of [performed, failed, open].entries()) {
    const party = (side: 'APPLICANT' | 'RESPONDENT', number: number) => {
      return { side, personId: idOf('party', id, number), name: `演示当事人${index * 2 + number}号` };
    };
    await worker.do(
      openDispute,
      {
        id,
        gridCode,
        class: index === 1 ? 'PROPERTY' : 'NEIGHBOUR',
        summary: `演示纠纷 ${index + 1}`,
        openedOn: story.at(27).toISOString().slice(0, 10),
        mediatorId: worker.accountId,
        parties: [party('APPLICANT', 1), party('RESPONDENT', 2)],
      },
      id,
    );
  }
  const performByOn = story.at(34).toISOString().slice(0, 10);
  const evidenceIds = [await uploadPicture(worker, 'agreement')];
  await worker.do(recordAgreement, { id: performed, agreement: '双方约定（演示）', performByOn, evidenceIds }, performed);
}

/** A week later one case is cleared, one joint measure done, one agreement performed and one mediation failed; the rest stays open. */
export async function settleCases({ secretaries, worker }: DemoPeople): Promise<void> {
  const secretary = secretaries[0]!;
  const picture = async (of: string) => [await uploadPicture(secretary, of)];
  await secretary.do(clearBacklogCase, { id: easy, clearing: '双方和解（演示）', evidenceIds: await picture(easy) }, easy);
  await secretary.do(completeJointMeasure, { id: measureOf(0), evidenceIds: await picture(measureOf(0)) }, measureOf(0));
  await secretary.do(confirmPerformance, { id: performed, performed: true, evidenceIds: await picture(performed) }, performed);
  await worker.do(failDispute, { id: failed, rightBody: '演示人民法庭', reason: '双方分歧较大（演示）' }, failed);
}

const measureOf = (index: number): string => idOf('joint measure', index);
