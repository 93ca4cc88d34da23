import { Injectable } from '@nestjs/common';
import type { Request } from '@gezhi/shared/auth';
import {
  answerDataRequest,
  askForFields,
  dataRequestErrors,
  requestErrors,
  withdrawDataRequest,
  type InputOf,
  type OutputOf,
  type ProfileClass,
} from '@gezhi/shared/contracts';
import { constraint, newId, UnitOfWork, type Act, type Reply } from '@gezhi/shared/database';
import { ensure, isWithin } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { holdGridsOf } from '../partition/in-force.plan.js';
import { submitted } from '../profile/field.plan.js';
import { ProfileCatalogueQueries } from '../profile/profile-catalogue.queries.js';
import { ensureCanSee, hiddenFrom } from '../profile/profile-visibility.rules.js';
import { liveFields } from '../profile/profile.queries.js';
import { answer, ask, withdraw, type DataRequestState, type Held, type ItemState } from './asking.rules.js';
import { DataRequest, DataRequestItem } from './data-request.entity.js';
import { itemsOf, offeredOf, requestColumns, shown, type Offered } from './data-request.queries.js';

constraint('data_request_batch_key', requestErrors.idTaken);

const communitiesOf = 'SELECT DISTINCT community_code AS code FROM grid WHERE valid_to IS NULL AND starts_with(code, $1) ORDER BY 1';
const offerableAt = `SELECT id, grid_code AS "gridCode", class_code AS "classCode", key, status, expires_at AS "expiresAt", submitted_at AS "submittedAt"
  FROM profile_field WHERE grid_code = ANY($1::text[]) AND status IN ('CURRENT', 'CALIBRATED', 'COLLECTED')`;
const lock = `SELECT ${requestColumns} FROM data_request t WHERE t.id = $1 FOR UPDATE`;
const writeRequest = `UPDATE data_request SET status = $2, answered_by_id = $3, answered_at = $4, end_reason = $5, version = version + 1 WHERE id = $1`;
const writeItems = `UPDATE data_request_item i SET state = c.state, field_id = c.field_id
  FROM jsonb_to_recordset($2::jsonb) AS c (class_code text, key text, state text, field_id uuid)
  WHERE i.request_id = $1 AND i.class_code = c.class_code AND i.key = c.key AND i.state <> c.state`;

@Injectable()
export class DataRequestCommands {
  constructor(
    private readonly work: UnitOfWork,
    private readonly catalogues: ProfileCatalogueQueries,
  ) {}

  @Handles(askForFields)
  async ask(input: InputOf<typeof askForFields>, request: Request): Promise<Reply> {
    const classes = await this.catalogues.classesAt(input.placeCode);
    for (const { classCode } of input.items) ensureCanSee(classes, classCode, request.roles);
    return this.work.act(request, { place: input.placeCode, id: input.id }, (act) => askGrids(act, input, classes, request.actor.id));
  }

  @Handles(answerDataRequest)
  answer(input: InputOf<typeof answerDataRequest>, request: Request): Promise<Reply> {
    return this.change(request, input.id, (act, state, classes) => answerIn(act, state, { input, classes, request }));
  }

  @Handles(withdrawDataRequest)
  withdraw(input: InputOf<typeof withdrawDataRequest>, request: Request): Promise<Reply> {
    return this.change(request, input.id, async (act, state) => {
      const { state: next } = withdraw(state, input.reason);
      await write(act, next);
      return next;
    });
  }

  /** A request with its items changes as one act, alone on its row. */
  private async change(
    request: Request,
    id: string,
    decideIn: (act: Act, state: DataRequestState, classes: readonly ProfileClass[]) => Promise<DataRequestState>,
  ): Promise<Reply> {
    const { state: before } = await this.work.load(request, DataRequest, id);
    const classes = await this.catalogues.classesAt(before.gridCode);
    return this.work.act(request, { place: before.gridCode, id }, async (act) => {
      const [state] = await act.query<DataRequestState>(lock, [id]);
      ensure(state, requestErrors.notFound);
      const { version } = state;
      ensure(request.expectedVersion === undefined || request.expectedVersion === version, requestErrors.staleVersion, { version });
      const next = await decideIn(act, state, classes);
      act.note({ status: next.status });
      const items = await act.query<Offered>(offeredOf.text, [[id]]);
      return shown({ ...next, version: version + 1 }, items, hiddenFrom(classes, request.roles));
    });
  }
}

async function askGrids(
  act: Act,
  { id: batchId, placeCode, items, dueAt, title }: InputOf<typeof askForFields>,
  classes: readonly ProfileClass[],
  askedById: string,
): Promise<OutputOf<typeof askForFields>> {
  const communities = (await act.query<{ code: string }>(communitiesOf, [placeCode])).map(({ code }) => code);
  // What is being redrawn is waited for, and no request is made for a grid that is no more.
  const inForce = await holdGridsOf(act, communities);
  const grids = [...inForce.grids.values()].flat().flatMap(({ code }) => (isWithin(code, placeCode) ? [code] : []));
  ensure(grids.length, dataRequestErrors.gridUnknown);
  const held = new Map<string, Held[]>(grids.map((code) => [code, []]));
  for (const field of await act.query<Held & { gridCode: string }>(offerableAt, [grids])) held.get(field.gridCode)!.push(field);
  const asked = grids.map((gridCode) =>
    ask(
      { id: newId(), gridCode, batchId, origin: 'SURVEY', title: title ?? null, askedById, dueAt, items },
      held.get(gridCode)!,
      classes,
      act.now,
    ),
  );
  const states = asked.map(({ decision }) => decision.state);
  await act.insert(DataRequest, states);
  const all = asked.flatMap((one) => one.items);
  await act.insert(DataRequestItem, all);
  for (const { decision } of asked)
    for (const happened of decision.events) act.emit(happened, { id: decision.state.id, place: decision.state.gridCode });
  const open = all.filter(({ state }) => state === 'ASKED').length;
  const outcome = { requests: states.length, asked: open, held: all.length - open };
  act.note(outcome);
  return { batchId, ...outcome };
}

async function answerIn(
  act: Act,
  state: DataRequestState,
  { input, classes, request }: { input: InputOf<typeof answerDataRequest>; classes: readonly ProfileClass[]; request: Request },
): Promise<DataRequestState> {
  const { actor, roles } = request;
  const items = await act.query<ItemState>(itemsOf.text, [[state.id]]);
  const live = await act.query<Held>(liveFields.text, [state.gridCode]);
  for (const { classCode } of input.confirmed) ensureCanSee(classes, classCode, roles);
  const decided = answer(state, items, { ...input, live, actorId: actor.id }, act.now);
  const surveys = input.answers.map(({ fieldId: id, classCode, key, value, source, evidenceIds: evidence }) => ({
    ...{ id, gridCode: state.gridCode, classCode, key, value, source, evidence },
  }));
  await submitted(act, surveys, { actorId: actor.id, roles, classes });
  const columns = decided.items.map(({ classCode, key, state, fieldId }) => ({ class_code: classCode, key, state, field_id: fieldId }));
  await act.query(writeItems, [state.id, JSON.stringify(columns)]);
  await write(act, decided.decision.state);
  for (const happened of decided.decision.events) act.emit(happened);
  return decided.decision.state;
}

const write = (act: Act, { id, status, answeredById, answeredAt, endReason }: DataRequestState): Promise<unknown> =>
  act.query(writeRequest, [id, status, answeredById, answeredAt, endReason]);
