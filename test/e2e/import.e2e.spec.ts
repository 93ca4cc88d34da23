import { randomBytes } from 'node:crypto';
import { commitImport, householdCounts, householdsOfPlace, readImport, visitCounts, type IntakeView } from '@gezhi/shared/contracts';
import excel from '@protobi/exceljs';
import { encode } from 'iconv-lite';
import { startCluster, type Cluster } from '../../scripts/cluster.js';
import { drawCommunity, spot, xilin, type Community } from '../support/community.js';
import { appoint, newId, operatorOf, refusal, type Person } from '../support/people.js';

const header = ['台账编号', '类别', '社区代码', '门牌标签', '经度', '纬度'];
type Row = readonly (string | number)[];

describe('X-03 一户一行 a register is checked row by row, stored once, and refused as a whole when a row is wrong', () => {
  let cluster: Cluster;
  let [secretary, worker]: Person[] = [];
  let community: Community;
  let numbers = 0;

  beforeAll(async () => {
    cluster = await startCluster({ processes: ['grid', 'gateway'] });
    const operator = await operatorOf(cluster);
    community = await drawCommunity(operator, `${xilin}001`);
    secretary = await appoint(cluster, operator, { role: 'community-secretary', scope: community.code });
    worker = await appoint(cluster, secretary, { role: 'grid-worker', scope: community.west });
  }, 120_000);
  afterAll(() => cluster?.stop(), 60_000);

  const row = (change: Record<string, string | number> = {}): Row => {
    const number = ++numbers;
    const { lon, lat } = spot(community, number % 2 ? 'west' : 'east', number);
    const whole: Record<string, string | number> = {
      台账编号: `R-${number}`,
      类别: '居民',
      社区代码: community.code,
      门牌标签: `${number}幢101`,
      经度: lon,
      纬度: lat,
      ...change,
    };
    return header.map((name) => whole[name]!);
  };
  const rows = (count: number) => Array.from({ length: count }, () => row());
  const csv = (body: readonly Row[], head: Row = header) => [head, ...body].map((cells) => cells.join(',')).join('\r\n');
  const sheet = async (fill: (sheet: excel.Worksheet) => void): Promise<Buffer> => {
    const book = new excel.Workbook();
    fill(book.addWorksheet('户册'));
    return Buffer.from(await book.xlsx.writeBuffer());
  };
  const upload = async (content: string | Buffer, { kind = 'households', by = secretary!, key = newId(), id = newId() } = {}) => {
    const form = new FormData();
    form.append('file', new Blob([content as BlobPart]), '户册');
    const response = await by.fetch(`/v1/imports?kind=${kind}&placeCode=${community.code}&id=${id}`, {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: form,
    });
    return { status: response.status, answer: (await response.json()) as IntakeView & { code: string } };
  };
  const stored = async () => (await secretary!.call(householdCounts, { placeCode: community.code })).resident;
  const addedBy = async (act: () => Promise<unknown>) => {
    const before = await stored();
    await act();
    return (await stored()) - before;
  };

  it('a dry run tells what would be stored and stores nothing', async () => {
    const added = await addedBy(async () => {
      const { status, answer } = await upload(csv(rows(3)));
      expect([status, answer]).toEqual([
        201,
        expect.objectContaining({ status: 'CHECKED', rows: 3, accepted: 3, repeated: 0, refused: 0, errors: [] }),
      ]);
      expect(await secretary!.call(readImport, { id: answer.id })).toMatchObject({ id: answer.id, status: 'CHECKED' });
    });
    expect(added).toBe(0);
  });

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a byte order mark, as Excel saves it', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['GBK, as Excel saves it in China', (text: string) => encode(text, 'gbk')],
  ])('csv in %s is committed once; the same register again doubles nothing', async (_encoding, encoded) => {
    const content = encoded(csv(rows(4)));
    const { answer } = await upload(content);
    expect(await addedBy(() => secretary!.call(commitImport, { id: answer.id }))).toBe(4);
    expect(await secretary!.call(readImport, { id: answer.id })).toMatchObject({ status: 'COMMITTED', accepted: 4 });
    const again = await upload(content);
    expect(again.answer).toMatchObject({ status: 'CHECKED', accepted: 0, repeated: 4, refused: 0 });
    expect(await addedBy(() => secretary!.call(commitImport, { id: again.answer.id }))).toBe(0);
    expect(await refusal(secretary!.call(commitImport, { id: answer.id }))).toEqual({
      status: 422,
      code: 'gateway.intake.already-committed',
    });
  });

  it('words are kept as written, and every household stands in the grid of its spot', async () => {
    const { answer } = await upload(encode(csv([row({ 门牌标签: '锦绣苑甲幢', 台账编号: 'GBK-1' })]), 'gbk'));
    await secretary!.call(commitImport, { id: answer.id });
    const { items } = await secretary!.call(householdsOfPlace, { placeCode: community.code, limit: 100 });
    expect(items.find(({ externalRef }) => externalRef === 'GBK-1')).toMatchObject({ addressLabel: '锦绣苑甲幢', kind: 'RESIDENT' });
    for (const { gridCode, lon } of items) expect(gridCode).toBe(lon < community.origin[0] + 0.01 ? community.west : community.east);
  });

  it('the template downloaded, filled in and uploaded is accepted', async () => {
    const response = await secretary!.fetch('/v1/import-templates/households.xlsx');
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]);
    const book = new excel.Workbook();
    await book.xlsx.load((await response.arrayBuffer()) as never);
    const [page] = book.worksheets;
    expect((page!.getRow(1).values as string[]).slice(1)).toEqual(header);
    page!.spliceRows(2, 1, [...row()], [...row()]);
    const { answer } = await upload(Buffer.from(await book.xlsx.writeBuffer()));
    expect(answer).toMatchObject({ status: 'CHECKED', rows: 2, accepted: 2 });
    expect(await addedBy(() => secretary!.call(commitImport, { id: answer.id }))).toBe(2);
  });

  it('every wrong row is named by row and column, and none is stored', async () => {
    const body = [
      row(),
      row({ 类别: '外星人' }),
      row({ 经度: 100.1 }),
      row({ 经度: '东经', 纬度: '' }),
      row({ 社区代码: `${xilin}002` }),
      row(),
    ];
    const { status, answer } = await upload(csv(body));
    expect([status, answer.status, answer.rows, answer.refused]).toEqual([201, 'REFUSED', 6, 4]);
    const found = answer.errors.map((error) => [error.row, error.column, error.code]);
    expect(found).toEqual(
      expect.arrayContaining([
        [3, '类别', 'gateway.intake.cell-invalid'],
        [4, null, 'grid.household.outside-every-grid'],
        [5, '经度', 'gateway.intake.cell-invalid'],
        [5, '纬度', 'gateway.intake.cell-invalid'],
        [6, null, 'grid.household.outside-place'],
      ]),
    );
    expect(
      await addedBy(async () =>
        expect(await refusal(secretary!.call(commitImport, { id: answer.id }))).toEqual({
          status: 422,
          code: 'gateway.intake.rows-refused',
        }),
      ),
    ).toBe(0);
  });

  it('a formula is refused by its cell and never computed', async () => {
    const cells = row();
    const content = await sheet((page) => {
      page.addRow(header);
      page.addRow(cells);
      page.getCell('D2').value = { formula: 'HYPERLINK("http://example.invalid","点我")', result: '点我' };
    });
    const { answer } = await upload(content);
    expect(answer).toMatchObject({ status: 'REFUSED', errors: [{ row: 2, column: '门牌标签', code: 'gateway.intake.formula' }] });
  });

  it.each([
    ['a header that is not the template’s', () => csv(rows(1), ['编号', ...header.slice(1)]), 400, 'gateway.intake.wrong-header'],
    ['a column twice', () => csv(rows(1), [...header.slice(0, 5), '经度']), 400, 'gateway.intake.wrong-header'],
    ['a header alone', () => csv([]), 400, 'gateway.intake.no-rows'],
    ['nothing at all', () => '', 400, undefined],
    [
      'a picture',
      () => Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
      400,
      'gateway.intake.unreadable',
    ],
    ['noise', () => Buffer.concat([Buffer.from([0, 255, 254, 0]), randomBytes(4000)]), 400, 'gateway.intake.unreadable'],
    [
      'an archive that is no sheet',
      () => Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), randomBytes(4000)]),
      400,
      'gateway.intake.unreadable',
    ],
  ])('%s is refused as a whole', async (_case, content, status, code) => {
    const { status: given, answer } = await upload(content());
    expect([given, answer.code]).toEqual([status, code ?? expect.any(String)]);
  });

  it('a million rows are refused, and nobody else waits for it', async () => {
    let answered = 0;
    const refused = upload(csv([]) + '\r\nx'.repeat(1_000_000));
    let over = false;
    void refused.finally(() => (over = true));
    for (; !over; answered++) await secretary!.call(householdCounts, { placeCode: community.code });
    expect(await refused).toMatchObject({ status: 400, answer: { code: 'gateway.intake.too-many-rows' } });
    expect(answered).toBeGreaterThan(5);
  });

  it('an unknown kind and a form without a file are refused', async () => {
    expect(await upload(csv(rows(1)), { kind: 'lanterns' })).toMatchObject({
      status: 404,
      answer: { code: 'gateway.intake.unknown-kind' },
    });
    const response = await secretary!.fetch(`/v1/imports?kind=households&placeCode=${community.code}`, {
      method: 'POST',
      headers: { 'idempotency-key': newId() },
      body: new FormData(),
    });
    expect(response.status).toBe(400);
  });

  it('a worker may not import, and an import is not seen from elsewhere', async () => {
    expect(await upload(csv(rows(1)), { by: worker! })).toMatchObject({ status: 403, answer: { code: 'platform.request.forbidden' } });
    const { answer } = await upload(csv(rows(1)));
    expect(await refusal(worker!.call(readImport, { id: answer.id }))).toMatchObject({ status: 403 });
    expect(await refusal(worker!.call(commitImport, { id: answer.id }))).toMatchObject({ status: 403 });
  });

  it('uploading the same sheet under the same key answers with the same import', async () => {
    const [content, key, id] = [csv(rows(2)), newId(), newId()];
    const [first, second] = [await upload(content, { key, id }), await upload(content, { key, id })];
    expect(second).toEqual(first);
  });

  it('G-19 visits are imported by register numbers, and count distinct subjects', async () => {
    const household = row();
    await secretary!.call(commitImport, { id: (await upload(csv([household]))).answer.id });
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const visit = (number: number, minute: number) => [
      `V-${number}`,
      community.code,
      household[0]!,
      `${day} 10:${minute}`,
      '访民',
      'PARKING',
    ];
    const content = csv([visit(1, 10), visit(2, 20)], ['走访编号', '社区代码', '户台账编号', '走访时间', '走访类型', '需求代码']);
    const { answer } = await upload(content, { kind: 'visits' });
    expect(answer).toMatchObject({ status: 'CHECKED', accepted: 2 });
    await secretary!.call(commitImport, { id: answer.id });
    expect(await secretary!.call(visitCounts, { placeCode: community.code })).toMatchObject({ resident: 1, visits: 2 });
    const again = await upload(content, { kind: 'visits' });
    expect(again.answer).toMatchObject({ accepted: 0, repeated: 2 });
    await secretary!.call(commitImport, { id: again.answer.id });
    expect(await secretary!.call(visitCounts, { placeCode: community.code })).toMatchObject({ resident: 1, visits: 2 });
  });
});
