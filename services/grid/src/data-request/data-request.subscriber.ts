import { Injectable } from '@nestjs/common';
import { system } from '@gezhi/shared/auth';
import { partitionActivated, profileStale, type FieldName, type Lineage } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { ProfileCatalogueQueries } from '../profile/profile-catalogue.queries.js';
import { liveFields } from '../profile/profile.queries.js';
import type { Asked, DataRequestState, Held, ItemState } from './asking.rules.js';
import { DataRequest, DataRequestItem } from './data-request.entity.js';
import { itemsOf, requestColumns } from './data-request.queries.js';
import { askAnew, raise } from './raising.rules.js';

const askedById = system('grid/data-request').id;
/** A redraw under way is waited for; the fields of a grid that go stale at once are asked for one after the other. */
const holdCommunity = 'SELECT 1 FROM partition_root WHERE community_code = left($1, 12) FOR SHARE';
const holdGrid = `SELECT pg_advisory_xact_lock(hashtextextended('data-request ' || $1, 0))`;
const isInForce = 'SELECT 1 FROM grid WHERE code = $1 AND valid_to IS NULL';
const openStale = `SELECT ${requestColumns} FROM data_request t WHERE t.grid_code = $1 AND t.origin = 'STALE' AND t.status = 'OPEN' FOR UPDATE`;
const joined = 'UPDATE data_request SET due_at = $2, version = version + 1 WHERE id = $1';
/** What is known or asked of the sources of a grid; of a source that goes on, what it is asked otherwise stays with it. */
const namesOf = `SELECT class_code AS "classCode", key FROM profile_field WHERE grid_code = ANY($1::text[]) AND status <> 'SUPERSEDED'
  UNION SELECT i.class_code, i.key FROM data_request t JOIN data_request_item i ON i.request_id = t.id
    WHERE t.status = 'OPEN' AND (t.grid_code = ANY($2::text[]) OR t.grid_code = $3 AND t.origin = 'PARTITION')
  ORDER BY 1, 2`;
const withdrawOpen = `UPDATE data_request SET status = 'WITHDRAWN', end_reason = 'PARTITION', version = version + 1
  WHERE status = 'OPEN' AND grid_code = ANY($1::text[]) AND origin = ANY($2::text[])`;
const moveOpen = `UPDATE data_request SET grid_code = $2, version = version + 1 WHERE status = 'OPEN' AND grid_code = $1 AND origin <> 'STALE'`;

@Injectable()
export class DataRequestSubscriber {
  constructor(private readonly catalogues: ProfileCatalogueQueries) {}

  /** X-07, G-03 A field past its life is asked for: the grid has one open request for all of them. */
  @On(profileStale)
  async surveyAnew({ data: field }: EventMessage<typeof profileStale>, heard: Heard): Promise<void> {
    const { gridCode } = field;
    await heard.query(holdCommunity, [gridCode]);
    await heard.query(holdGrid, [gridCode]);
    if (!(await heard.query(isInForce, [gridCode])).length) return;
    const classes = await this.catalogues.classesAt(gridCode);
    const live = await heard.query<Held>(liveFields.text, [gridCode]);
    const [request] = await heard.query<DataRequestState>(openStale, [gridCode]);
    const open = request ? { request, items: await heard.query<ItemState>(itemsOf.text, [[request.id]]) } : null;
    const asked = raise(open, { field, live }, { id: newId(), askedById, classes }, heard.now);
    if (!asked) return;
    if (open) await heard.query(joined, [asked.decision.state.id, asked.decision.state.dueAt]);
    await this.write(asked, heard, !open);
  }

  /**
   * G-06 What is asked of a grid goes on in the grid it was redrawn to; a split or a merger asks for everything anew, since
   * nothing known of the sources holds for what came of them. The first chunk says it all.
   */
  @On(partitionActivated)
  async carryOver({ data }: EventMessage<typeof partitionActivated>, heard: Heard): Promise<void> {
    if (data.chunk !== 1) return;
    const mixed = data.lineage.filter(({ kind }) => kind === 'SPLIT' || kind === 'MERGE');
    for (const gridCode of new Set(mixed.map(({ to }) => to)))
      await this.askGrid(gridCode, sourcesOf(gridCode, mixed), data.retired, heard);
    for (const { from, to, kind } of data.lineage)
      if (kind === 'REDRAW' && from !== null && from !== to) await heard.query(moveOpen, [from, to]);
    // Fields that were stale expire again in the grid that inherits them, and are asked for there.
    await heard.query(withdrawOpen, [data.retired, ['STALE', 'PARTITION', 'SURVEY']]);
  }

  private async askGrid(gridCode: string, sources: readonly string[], retired: readonly string[], heard: Heard): Promise<void> {
    const gone = sources.filter((code) => retired.includes(code));
    const names = await heard.query<FieldName>(namesOf, [sources, gone, gridCode]);
    // Where nothing was ever surveyed there may be no catalogue either.
    if (!names.length) return;
    const asked = askAnew({ id: newId(), gridCode, askedById }, names, await this.catalogues.classesAt(gridCode), heard.now);
    if (!asked) return;
    await heard.query(withdrawOpen, [[gridCode], ['PARTITION']]);
    await this.write(asked, heard, true);
  }

  private async write({ decision, items }: Asked, heard: Heard, isNew: boolean): Promise<void> {
    const { state, events } = decision;
    if (isNew) await heard.insert(DataRequest, [state]);
    await heard.insert(DataRequestItem, items, 'ON CONFLICT DO NOTHING');
    for (const happened of events) heard.emit(happened, { id: state.id, place: state.gridCode });
  }
}

const sourcesOf = (code: string, lineage: readonly Lineage[]): string[] =>
  lineage.flatMap(({ from, to }) => (to === code && from !== null ? [from] : []));
