import iconv from 'iconv-lite';
import { registry } from '@gezhi/shared/contracts';
import { type DomainError } from '@gezhi/shared/domain';
import { alipayBill, LocalOrders, tradeBill } from '@gezhi/shared/local-payment-provider';
import { checkRows, type ParsedRow } from './check-rows.js';
import { intakeKinds, rowsOf } from './intake-kind.js';
import { readRows } from './read-rows.js';
import { templateOf } from './template.js';

const households = intakeKinds.find(({ name }) => name === 'households')!;
const visits = intakeKinds.find(({ name }) => name === 'visits')!;
const header = '台账编号,类别,社区代码,门牌标签,经度,纬度';
const row = 'H-1,居民,320404004001,1幢101,119.9,31.8';

async function read(bytes: Buffer, kind = households) {
  const results = [];
  for await (const result of checkRows(kind, rowsOf(kind).row, readRows(bytes))) results.push(result);
  return results;
}
const refusal = (bytes: Buffer, kind = households) =>
  read(bytes, kind).then(
    () => 'accepted',
    (error: unknown) => (error as DomainError).code,
  );
const csv = (...lines: string[]) => Buffer.from(lines.join('\n'));
const parsed = (result: unknown) => (result as ParsedRow).values;

describe('X-03 a sheet is read row by row', () => {
  it('takes UTF-8, with and without a mark, and GBK', async () => {
    const expected = { externalRef: 'H-1', kind: 'RESIDENT', communityCode: '320404004001', addressLabel: '1幢101', lon: 119.9, lat: 31.8 };
    const gbk = iconv.encode(`${header}\n${row}`, 'gbk');
    for (const bytes of [csv(header, row), csv(`\ufeff${header}`, row), gbk])
      expect((await read(bytes)).map(parsed)[0]).toMatchObject(expected);
  });
  it('takes its own template as xlsx', async () => {
    const results = await read(await templateOf(households));
    expect(results.map(parsed)).toEqual([
      expect.objectContaining({ externalRef: 'H-0001', kind: 'RESIDENT', communityCode: '320404004001' }),
    ]);
  });
  it('takes the columns in any order and skips empty lines', async () => {
    const results = await read(csv('类别,台账编号,社区代码,门牌标签,纬度,经度', '', '商铺,S-1,320404004001,2号,31.8,119.9', ',,,,,'));
    expect(results).toEqual([expect.objectContaining({ values: expect.objectContaining({ kind: 'SHOP', lon: 119.9 }) as unknown })]);
  });
  it('reads local time as China Standard Time', async () => {
    const results = await read(csv('走访编号,社区代码,户台账编号,走访时间', 'V-1,320404004001,H-1,2026-03-02 10:30'), visits);
    expect(parsed(results[0])).toMatchObject({ occurredAt: '2026-03-02T02:30:00.000Z' });
  });
  it('refuses what is no text or has no lines as that, not for its header', async () => {
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    for (const bytes of [signature, Buffer.concat([signature, Buffer.from('IHDR')])])
      expect(await refusal(bytes)).toBe('gateway.intake.unreadable');
    for (const bytes of [csv(''), csv('', '\ufeff', '')]) expect(await refusal(bytes)).toBe('gateway.intake.no-rows');
  });
  it('refuses a cell of csv that a sheet would compute', async () => {
    const formula = { row: 2, column: '门牌标签', code: 'gateway.intake.formula' };
    for (const cell of ['=1+1', ' =HYPERLINK(A1)'])
      expect((await read(csv(header, row.replace('1幢101', cell))))[0]).toEqual([expect.objectContaining(formula)]);
    expect(parsed((await read(csv(header, row.replace('1幢101', '1=2'))))[0])).toMatchObject({ addressLabel: '1=2' });
  });
  it('names a refused cell by row and column', async () => {
    const results = await read(csv(header, row, 'H-2,猫,32,1幢102,北,31.8'));
    expect(results[1]).toEqual(
      ['类别', '社区代码', '经度'].map(
        (column) => expect.objectContaining({ row: 3, column, code: 'gateway.intake.cell-invalid' }) as unknown,
      ),
    );
  });
  it.each([
    ['another header', csv('编号,名字', '1,2'), 'gateway.intake.wrong-header'],
    ['a missing column', csv('台账编号,类别', 'H-1,居民'), 'gateway.intake.wrong-header'],
    ['a column twice', csv(`${header},纬度`, `${row},31.8`), 'gateway.intake.wrong-header'],
    ['no rows', csv(header), 'gateway.intake.no-rows'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'gateway.intake.unreadable'],
    ['bytes', Buffer.from([0, 1, 2, 3]), 'gateway.intake.unreadable'],
    ['more rows than allowed', csv(header, ...Array.from({ length: 100_001 }, () => row)), 'gateway.intake.too-many-rows'],
  ])('refuses %s', async (_what, bytes, code) => expect(await refusal(bytes)).toBe(code));
  it('refuses a formula and does not evaluate it', async () => {
    const { default: excel } = await import('@protobi/exceljs');
    const book = new excel.Workbook();
    const sheet = book.addWorksheet('x');
    sheet.addRow(header.split(','));
    sheet.addRow(['H-1', '居民', '320404004001', { formula: 'HYPERLINK("http://example.invalid")' }, 119.9, 31.8]);
    const [refused] = await read(Buffer.from(await book.xlsx.writeBuffer()));
    expect(refused).toEqual([expect.objectContaining({ row: 2, column: '门牌标签', code: 'gateway.intake.formula' })]);
  });
});

describe('P-13 a statement of WeChat Pay as the provider writes it', () => {
  it('is read with its other columns, marked cells and totals', async () => {
    const kind = intakeKinds.find(({ name }) => name === 'wechat-statement')!;
    const book = new LocalOrders();
    const order = book.order({
      provider: 'WECHAT',
      number: '0'.repeat(32),
      totalFen: 18_000,
      description: '演示小区',
      notifyUrl: '',
      expiresAt: 0,
    })!;
    book.pay(order);
    book.refund('1'.repeat(32), order.number, 1_205, '', 'SUCCESS');
    const day = new Date(order.paidAt! + 8 * 3_600_000).toISOString().slice(0, 10);
    const file = tradeBill(book, day, { merchantId: '1', appId: 'wx' });
    const results = await read(Buffer.from(`\uFEFF${file}`), kind);
    expect(results.map(parsed)).toMatchObject([
      { orderNumber: '0'.repeat(32), tradeState: 'SUCCESS', orderAmount: '180.00', externalRef: order.transactionId },
      { refundNumber: '1'.repeat(32), tradeState: 'REFUND', refundAmount: '12.05' },
    ]);
    expect(await refusal(Buffer.from(file.replace('商户订单号', '订单号')), kind)).toBe('gateway.intake.wrong-header');
  });
});

describe('P-13 a bill of Alipay as the provider writes it', () => {
  it('is read past its remarks, with tabs and negative refunds, in UTF-8 and in GBK', async () => {
    const kind = intakeKinds.find(({ name }) => name === 'alipay-statement')!;
    const book = new LocalOrders();
    const order = book.order({
      provider: 'ALIPAY',
      number: '0'.repeat(32),
      totalFen: 18_000,
      description: '演示小区',
      notifyUrl: '',
      expiresAt: 0,
    })!;
    book.pay(order);
    book.refund('1'.repeat(32), order.number, 1_205, '', 'SUCCESS');
    const file = alipayBill(book, new Date(order.paidAt! + 8 * 3_600_000).toISOString().slice(0, 10));
    for (const encoded of [Buffer.from(file), iconv.encode(file, 'gbk')])
      expect((await read(encoded, kind)).map(parsed)).toMatchObject([
        { kind: 'PAYMENT', orderNumber: '0'.repeat(32), amount: '180.00', externalRef: order.transactionId },
        { kind: 'REFUND', orderNumber: '0'.repeat(32), refundNumber: '1'.repeat(32), amount: '-12.05' },
      ]);
    expect(await refusal(Buffer.from(file.replace('商户订单号', '订单号')), kind)).toBe('gateway.intake.wrong-header');
  });
});

describe('X-03 every kind of import', () => {
  it.each(intakeKinds.map((kind) => [kind.name, kind] as const))('%s fills fields its command has', (_name, kind) => {
    expect(registry.contract(kind.subject)).toBeDefined();
    for (const { field } of kind.columns) expect(Object.keys(rowsOf(kind).row.shape)).toContain(field);
  });
});
