import { dutyHandedOver, requestErrors, type InputOf, type recallCadre } from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { named, type Act, type Database, type Reply, type UnitOfWork } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { recall, type DeploymentState } from './deployment.rules.js';

const placeOf = named('cadre.deployment-place', 'SELECT grid_code AS place FROM cadre_deployment WHERE id = $1');
const lock = `SELECT id, version, cadre_id AS "cadreId", grid_code AS "gridCode", starts_on AS "from", term_ends_on AS "to", ended_on AS "endedOn",
  end_reason AS "endReason", successor_id AS "successorId" FROM cadre_deployment WHERE id = $1 FOR UPDATE`;
const recallFacts = `SELECT c.account_id AS "accountId",
  (SELECT count(*)::int FROM duty d WHERE d.cadre_id = c.id AND d.grid_code = $2 AND d.status IN ('ISSUED', 'CONFIRMED')) AS "openDuties",
  EXISTS (SELECT 1 FROM cadre_deployment s JOIN cadre n ON n.id = s.cadre_id AND n.active
          WHERE s.cadre_id = $3::uuid AND s.grid_code = $2 AND s.ended_on IS NULL) AS "successorServes"
  FROM cadre c WHERE c.id = $1`;
const handOver = `UPDATE duty d SET cadre_id = n.id, account_id = n.account_id, version = d.version + 1
  FROM cadre n WHERE n.id = $3 AND d.cadre_id = $1 AND d.grid_code = $2 AND d.status IN ('ISSUED', 'CONFIRMED')
  RETURNING d.id AS "dutyId", d.cadre_id AS "cadreId", d.account_id AS "accountId", d.grid_code AS "gridCode", d.request_id AS "requestId", d.version`;

interface Moved {
  readonly dutyId: string;
  readonly cadreId: string;
  readonly accountId: string | null;
  readonly gridCode: string;
  readonly requestId: string | null;
  readonly version: number;
}

async function decideRecall(act: Act, input: InputOf<typeof recallCadre>): Promise<DeploymentState> {
  const [deployment] = await act.query<DeploymentState>(lock, [input.id]);
  ensure(deployment, requestErrors.notFound);
  const { cadreId, gridCode } = deployment;
  const successorId = input.successorId ?? null;
  const [facts] = await act.query<{ accountId: string | null; openDuties: number; successorServes: boolean }>(recallFacts, [
    cadreId,
    gridCode,
    successorId,
  ]);
  const { state, events } = recall(deployment, input, facts!);
  await act.query('UPDATE cadre_deployment SET ended_on = $2, end_reason = $3, successor_id = $4, version = version + 1 WHERE id = $1', [
    input.id,
    state.endedOn,
    state.endReason,
    state.successorId,
  ]);
  for (const happened of events) act.emit(happened);
  if (successorId)
    for (const moved of await act.query<Moved>(handOver, [cadreId, gridCode, successorId]))
      act.emit(dutyHandedOver({ ...moved, fromCadreId: cadreId }), { id: moved.dutyId });
  act.note({ endedOn: state.endedOn, successorId });
  return { ...state, version: state.version + 1 };
}

/** Ends a deployment and hands its open duties over in one act; duties issued meanwhile wait for it. */
export async function recallDeployment(
  work: UnitOfWork,
  database: Database,
  input: InputOf<typeof recallCadre>,
  request: Request,
): Promise<Reply> {
  const [at] = await database.read<{ place: string }>(placeOf, [input.id]);
  ensure(at, requestErrors.notFound);
  return work.act(request, { place: at.place, id: input.id }, (act) => decideRecall(act, input));
}
