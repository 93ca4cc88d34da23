import { cadreErrors, dutyHandedOver, requestErrors, type InputOf, type recallCadre } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { named, type Act, type Database, type Reply, type UnitOfWork } from '@gezhi/shared/database';
import { ensure, type Decision } from '@gezhi/shared/domain';
import { deploymentColumns, isOpenDuty, listColumns } from './cadre-columns.queries.js';
import { recall, type CadreFacts, type DeploymentState, type RecallFacts } from './deployment.rules.js';
import { endList, type DutyListState } from './duty-list.rules.js';
import { ownedBy } from './hand-over.queries.js';
import { ensureNear } from './near.rules.js';

const placeOf = named('cadre.deployment-place', 'SELECT grid_code AS place FROM cadre_deployment WHERE id = $1');
const lock = `SELECT ${deploymentColumns} FROM cadre_deployment t WHERE t.id = $1 FOR UPDATE`;
const facts = `SELECT c.active, c.account_id AS "accountId",
  EXISTS (SELECT 1 FROM cadre_deployment s JOIN cadre n ON n.id = s.cadre_id AND n.active
          WHERE s.cadre_id = $3::uuid AND s.grid_code = $2 AND s.ended_on IS NULL) AS "successorServes"
  FROM cadre c WHERE c.id = $1 FOR SHARE OF c`;
const end = `UPDATE cadre_deployment SET ended_on = $2, end_reason = $3, successor_id = $4, hand_over = $5::jsonb, version = version + 1 WHERE id = $1`;
const lastingList = `SELECT ${listColumns} FROM duty_list t WHERE t.deployment_id = $1 AND t.status <> 'ENDED' FOR UPDATE`;
const writeList = 'UPDATE duty_list SET status = $2, ended_at = $3, version = version + 1 WHERE id = $1';
const passOn = `UPDATE duty t SET cadre_id = n.id, account_id = n.account_id, version = t.version + 1
  FROM cadre n WHERE n.id = $3 AND t.cadre_id = $1 AND t.grid_code = $2 AND ${isOpenDuty}
  RETURNING t.id AS "dutyId", t.cadre_id AS "cadreId", t.account_id AS "accountId", t.grid_code AS "gridCode", t.request_id AS "requestId",
    t.problem_id AS "problemId", t.version`;

interface Moved {
  readonly dutyId: string;
  readonly cadreId: string;
  readonly accountId: string | null;
  readonly gridCode: string;
  readonly requestId: string | null;
  readonly problemId: string | null;
  readonly version: number;
}

/** The place of a deployment, by which an act upon it is allowed. @throws DomainError not-found */
export async function placeOfDeployment(database: Database, id: string): Promise<string> {
  const [at] = await database.read<{ place: string }>(placeOf, [id]);
  ensure(at, requestErrors.notFound);
  return at.place;
}

/** The deployment, held until the act ends, and what its end is decided upon; what is given to the cadre meanwhile waits for it. */
export async function held(
  act: Act,
  id: string,
  successorId: string | null,
  expectedVersion: number | undefined,
): Promise<{ deployment: DeploymentState; facts: RecallFacts & CadreFacts }> {
  const [deployment] = await act.query<DeploymentState>(lock, [id]);
  ensure(deployment, requestErrors.notFound);
  ensure([undefined, deployment.version].includes(expectedVersion), requestErrors.staleVersion, { version: deployment.version });
  const { cadreId, gridCode } = deployment;
  const [known] = await act.query<CadreFacts & Pick<RecallFacts, 'successorServes'>>(facts, [cadreId, gridCode, successorId]);
  const owned = await ownedBy(cadreId, gridCode, ({ text }, parameters) => act.query(text, parameters));
  return { deployment, facts: { ...known!, owned } };
}

/** Writes the end of a deployment: its duty list ends, its open duties pass on; the other owners hear of it by its event. */
export async function carryOut(act: Act, { state, events }: Decision<DeploymentState>): Promise<DeploymentState> {
  const { id, cadreId, gridCode, endedOn, endReason, successorId, handOver } = state;
  await act.query(end, [id, endedOn, endReason, successorId, JSON.stringify(handOver)]);
  for (const happened of events) act.emit(happened, { id });
  for (const list of await act.query<DutyListState>(lastingList, [id])) {
    const ended = endList(list, act.now).state;
    await act.query(writeList, [list.id, ended.status, ended.endedAt]);
  }
  if (successorId)
    for (const moved of await act.query<Moved>(passOn, [cadreId, gridCode, successorId]))
      act.emit(dutyHandedOver({ ...moved, fromCadreId: cadreId }), { id: moved.dutyId });
  act.note({ endedOn, successorId });
  return { ...state, version: state.version + 1 };
}

/** Ends a deployment and hands over what belongs to it in one act. */
export async function recallDeployment(
  work: UnitOfWork,
  database: Database,
  input: InputOf<typeof recallCadre>,
  request: Request,
): Promise<Reply> {
  const place = await placeOfDeployment(database, input.id);
  return work.act(request, { place, id: input.id }, async (act) => {
    const { deployment, facts } = await held(act, input.id, input.successorId ?? null, request.expectedVersion);
    ensureNear(input.lastDay, act.now, cadreErrors);
    return carryOut(act, recall(deployment, input, facts));
  });
}
