import {
  advanceClock,
  closePeriod,
  draftStatement,
  publishStatement,
  readStatement,
  recordCommonRevenue,
  registerEstate,
  type FileView,
} from '@gezhi/shared/contracts';
import excel from '@protobi/exceljs';
import { jpegOf } from '../../gateway/src/file/pictures.fixture.js';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { eventually } from '@gezhi/shared/testing';
import { drawCommunity } from '../support/community.js';
import { newId, operatorOf, visitor, type Person } from '../support/people.js';

const day = 86_400_000;
const communityCode = '230521100001';
const dateOf = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);

describe('P-14, P-20 a statement from the books to what hangs on the wall', () => {
  let cluster: Cluster;
  let operator: Person;
  const [estateId, periodId, id] = [newId(), newId(), newId()];

  beforeAll(async () => {
    cluster = await startCluster({ oneProcess: true });
    operator = await operatorOf(cluster);
    const form = new FormData();
    form.append('file', new Blob([jpegOf() as BlobPart]), 'picture.jpg');
    const uploaded = await operator.fetch('/v1/files', { method: 'POST', headers: { 'idempotency-key': newId() }, body: form });
    const evidenceIds = [((await uploaded.json()) as FileView).id];
    const estate = {
      id: estateId,
      communityCode,
      name: '演示小区',
      addressLabel: '演示路1号',
      cause: 'NEVER_MANAGED',
      grounds: '演示',
    } as const;
    await drawCommunity(operator, communityCode, [131.15, 46.73]);
    await eventually(() => operator.call(registerEstate, { ...estate, evidenceIds }));
    await operator.call(recordCommonRevenue, { id: newId(), estateId, amountFen: 200_000, reason: '停车费', evidenceIds });
    const now = Date.now() + 2 * day;
    await operator.call(advanceClock, { to: new Date(now).toISOString() });
    await operator.call(closePeriod, { id: periodId, estateId, to: dateOf(now - day) });
    await operator.call(publishStatement, { id, estateId, periodId });
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  it('is read, printed and compared by everyone, without signing in', async () => {
    const statement = await visitor(cluster).call(readStatement, { id });
    const pdf = await fetch(`${cluster.url}/v1/public/statements/${id}.pdf`);
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const bytes = Buffer.from(await pdf.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.toString('latin1')).toContain('+NotoSansHans');

    const book = new excel.Workbook();
    await book.xlsx.load((await (await fetch(`${cluster.url}/v1/public/statements/${id}.xlsx`)).arrayBuffer()) as never);
    expect(book.worksheets).toHaveLength(9);
    expect(book.worksheets[0]!.getCell('B3').value).toBe(statement.hash);
    expect(book.worksheets[8]!.getCell('C2').value).toBe(2_000);

    const verified = (await (await fetch(cluster.url + statement.verifyPath!)).json()) as object;
    expect(verified).toMatchObject({ id, hash: statement.hash, matches: true });
    expect((await fetch(`${cluster.url}/v1/public/statements/${newId()}.pdf`)).status).toBe(404);
  });

  it('a draft is printed for who may read it, and for nobody else', async () => {
    const path = `/v1/estates/${estateId}/statement.pdf?periodId=${periodId}`;
    expect((await fetch(cluster.url + path)).status).toBe(401);
    expect((await operator.fetch(path)).headers.get('content-type')).toBe('application/pdf');
    expect((await operator.fetch(`/v1/estates/${estateId}/statement.pdf?periodId=${newId()}`)).status).toBe(422);
    expect((await operator.call(draftStatement, { estateId, periodId })).state).toBe('DRAFT');
  });
});
