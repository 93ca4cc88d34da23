import {
  billsOfEstate,
  confirmStatementLine,
  correctStatementLine,
  importWechatStatement,
  issueBills,
  payBill,
  paymentRefundsOfEstate,
  queryStatementLine,
  readBill,
  readPayment,
  reconciliationLines,
  reconciliationOfDay,
  startPayment,
  statementLineCorrections,
  trialBalanceOfEstate,
  type InputOf,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { LocalPaymentProvider } from '@gezhi/shared/local-payment-provider';
import type { TestService } from '@gezhi/shared/testing';
import { PaymentSchedule } from '../payment/payment.schedule.js';
import { startPropertyService } from '../known-community/known-community.fixture.js';
import { communityCode, servicedEstate, withContracts, type ServicedEstate } from '../trial/serviced-estate.fixture.js';

type Rows = InputOf<typeof importWechatStatement>['rows'];
const refusal = (name: string) => expect.objectContaining({ code: `property.${name}` });
const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

let provider: LocalPaymentProvider;
let service: TestService;
let estate: ServicedEstate;
const attempts: string[] = [];

beforeAll(async () => {
  provider = await LocalPaymentProvider.start();
  service = await startPropertyService({ environment: provider.environment('http://127.0.0.1:9') });
  provider.behave({ silent: true });
  estate = await servicedEstate(service, 5);
  await withContracts(service, estate);
  await estate.company.call(issueBills, { estateId: estate.estateId });
  const { items } = await estate.secretary.call(billsOfEstate, { estateId: estate.estateId });
  for (const { id: billId } of items) {
    const { id } = await estate.company.call(startPayment, { id: newId(), billId, provider: 'WECHAT', amountFen: 18_000 });
    attempts.push(id);
  }
}, 120_000);
afterAll(async () => {
  await service?.stop();
  await provider?.stop();
});

const numberOf = (id: string) => id.replaceAll('-', '');

/** The rows of a statement, as the gateway reads them from the file. */
function rowsOf(file: string): Rows {
  const [header, ...lines] = file.split('\r\n').map((line) => line.split(',').map((cell) => cell.replace(/^`/, '')));
  const rows = lines.slice(
    0,
    lines.findIndex(([first]) => first === '总交易单数'),
  );
  return rows.map((cells) => {
    const cell = (name: string) => cells[header!.indexOf(name)]!;
    return {
      at: `${cell('交易时间').replace(' ', 'T')}+08:00`,
      ...{ externalRef: cell('微信订单号'), orderNumber: cell('商户订单号'), refundNumber: cell('商户退款单号') || '0' },
      ...{ tradeState: cell('交易状态') as 'SUCCESS', orderAmount: cell('订单金额'), refundAmount: cell('申请退款金额') },
    };
  });
}
const upload = (rows: Rows, placeCode = communityCode) =>
  estate.secretary.call(importWechatStatement, { batchId: newId(), placeCode, dryRun: false, rows });
const figures = async () => (await estate.secretary.call(reconciliationOfDay, { placeCode: communityCode, day })).items;
const lines = async (standing?: 'MISSING_HERE' | 'MISSING_THERE' | 'AMOUNT_DIFFERENT') =>
  (await estate.secretary.call(reconciliationLines, { placeCode: communityCode, day, standing })).items;
const second = () => service.as({ roles: ['street-leader'], place: '230521100' });
const bank = async () => {
  const { accounts, agrees } = await estate.secretary.call(trialBalanceOfEstate, { estateId: estate.estateId });
  return [accounts.find(({ account }) => account === 'BANK')?.balanceFen ?? 0, agrees];
};

describe('P-13, P-T18, P-T20 a statement of the provider is held against the books', () => {
  it('tells what agrees, what is missing on either side and what differs; a second person has the missing booked', async () => {
    const [agreeing, missingThere, missingHere, different] = attempts as [string, string, string, string];
    for (const id of [agreeing, missingThere]) await provider.pay(numberOf(id));
    await service.advance(120_000);
    await service.get(PaymentSchedule).inquire();
    await provider.pay(numberOf(missingHere));
    await provider.pay(numberOf(different), 17_000);
    const file = rowsOf(provider.statement(day)).filter(({ orderNumber }) => orderNumber !== numberOf(missingThere));
    const strange = { ...file[0]!, externalRef: '42999', orderNumber: numberOf(newId()) };
    expect(await upload([...file, strange])).toMatchObject({ imported: 4, repeated: 0, refused: [] });
    const stated = { kind: 'PAYMENT' as const };
    expect(await figures()).toEqual([
      { ...stated, standing: 'MATCHED', lines: 1, statedFen: 18_000, bookedFen: 18_000 },
      { ...stated, standing: 'MISSING_HERE', lines: 3, statedFen: 53_000, bookedFen: 0 },
      { ...stated, standing: 'MISSING_THERE', lines: 1, statedFen: 0, bookedFen: 18_000 },
    ]);
    expect(await lines('MISSING_THERE')).toMatchObject([{ sourceId: missingThere, state: null }]);
    const before = await figures();
    expect(await upload([...file, strange])).toMatchObject({ imported: 0, repeated: 4 });
    expect(await figures()).toEqual(before);

    const of = async (number: string) => (await lines('MISSING_HERE')).find((line) => line.number === number)!;
    const line = await of(numberOf(missingHere));
    await expect(estate.secretary.call(confirmStatementLine, { id: line.id })).rejects.toThrow(
      refusal('reconciliation.second-person-required'),
    );
    const leader = second();
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => leader.call(confirmStatementLine, { id: line.id })));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await estate.secretary.call(readPayment, { id: missingHere })).toMatchObject({ state: 'PAID', receivedFen: 18_000 });
    expect(await bank()).toEqual([54_000, true]);

    const less = await of(numberOf(different));
    await leader.call(confirmStatementLine, { id: less.id });
    const { billId } = await estate.secretary.call(readPayment, { id: different });
    expect(await estate.secretary.call(readBill, { id: billId })).toMatchObject({ state: 'OPEN', paidFen: 17_000 });

    const unknown = await of(strange.orderNumber);
    await expect(leader.call(confirmStatementLine, { id: unknown.id })).rejects.toThrow(refusal('payment.order-unknown'));
    expect(await estate.secretary.call(queryStatementLine, { id: unknown.id, note: '已向支付机构查询' })).toMatchObject({
      ...{ state: 'QUERIED', note: '已向支付机构查询' },
    });
    expect(await figures()).toMatchObject([{ standing: 'MATCHED', lines: 3 }, { standing: 'MISSING_HERE', lines: 1 }, { lines: 1 }]);
    const booked = (await lines()).find(({ sourceId }) => sourceId === agreeing)!;
    await expect(leader.call(confirmStatementLine, { id: booked.id })).rejects.toThrow(refusal('reconciliation.nothing-to-confirm'));
    expect(await bank()).toEqual([71_000, true]);
  });

  it('what is booked with another amount than stated differs; trades of other places are refused', async () => {
    const id = attempts[4]!;
    await provider.pay(numberOf(id));
    await service.get(PaymentSchedule).inquire();
    const row = rowsOf(provider.statement(day)).find(({ orderNumber }) => orderNumber === numberOf(id))!;
    const elsewhere = service.as({ roles: ['community-secretary'], place: '320404004001' });
    const batch = { batchId: newId(), placeCode: '320404004001', dryRun: false, rows: [row] };
    expect(await elsewhere.call(importWechatStatement, batch)).toMatchObject({
      ...{ imported: 0, refused: [{ externalRef: row.externalRef, code: 'property.reconciliation.outside-place' }] },
    });
    await upload([{ ...row, orderAmount: '179.99' }]);
    expect(await lines('AMOUNT_DIFFERENT')).toMatchObject([
      { sourceId: id, statedFen: 17_999, bookedFen: 18_000, found: 'AMOUNT_DIFFERENT' },
    ]);
    const { id: lineId } = (await lines('AMOUNT_DIFFERENT'))[0]!;
    const right = { id: lineId, amountFen: 18_000, reason: '上传的文件有误' };
    await expect(estate.secretary.call(correctStatementLine, right)).rejects.toThrow(refusal('reconciliation.correction-not-yours'));
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => second().call(correctStatementLine, right)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await lines('AMOUNT_DIFFERENT')).toEqual([]);
    expect((await lines()).find((line) => line.id === lineId)).toMatchObject({ statedFen: 18_000, standing: 'MATCHED', found: 'MATCHED' });
    expect((await estate.secretary.call(statementLineCorrections, { id: lineId })).items).toMatchObject([
      { version: 2, formerFen: 17_999, amountFen: 18_000, formerFound: 'AMOUNT_DIFFERENT', reason: '上传的文件有误' },
    ]);
    expect(await upload([{ ...row, orderAmount: '179.99' }])).toMatchObject({ imported: 0, repeated: 1 });
    expect(await lines('AMOUNT_DIFFERENT')).toEqual([]);
    await upload([{ ...row, externalRef: '42998' }]);
    const doubled = (await lines('MISSING_HERE')).find(({ sourceId }) => sourceId === id)!;
    expect(doubled).toMatchObject({ statedFen: 18_000, bookedFen: null });
    await expect(second().call(confirmStatementLine, { id: doubled.id })).rejects.toThrow(refusal('reconciliation.nothing-to-confirm'));
  });

  it('a refund is booked as it was asked for, and no other amount', async () => {
    const { estateId, company, secretary } = estate;
    const { items: bills } = await secretary.call(billsOfEstate, { estateId, state: 'OPEN' });
    const { id: billId, amountFen: whole, paidFen } = bills[0]!;
    const amountFen = whole - paidFen;
    const { id } = await company.call(startPayment, { id: newId(), billId, provider: 'WECHAT', amountFen });
    await company.call(payBill, { id: billId, paymentId: newId(), amountFen, method: 'CASH' });
    await provider.pay(numberOf(id));
    await service.advance(120_000);
    await service.get(PaymentSchedule).inquire();
    const pending = async () => (await secretary.call(paymentRefundsOfEstate, { estateId, state: 'PENDING' })).items;
    const [refund] = await pending();
    const row = { at: new Date().toISOString(), orderNumber: numberOf(id), tradeState: 'REFUND' as const, orderAmount: '0.00' };
    const back = { ...row, externalRef: '42997', refundNumber: numberOf(refund!.id) };
    expect(await upload([{ ...row, externalRef: '42996' }])).toMatchObject({
      refused: [{ externalRef: '42996', code: 'property.reconciliation.trade-incomplete' }],
    });
    await upload([
      { ...back, refundAmount: '0.01' },
      { ...back, externalRef: '42995', refundAmount: (amountFen / 100).toFixed(2) },
    ]);
    const stated = (await lines('MISSING_HERE')).filter(({ kind }) => kind === 'REFUND');
    const of = (fen: number) => stated.find(({ statedFen }) => statedFen === fen)!.id;
    const before = await bank();
    await expect(second().call(confirmStatementLine, { id: of(1) })).rejects.toThrow(refusal('reconciliation.amount-different'));
    expect([await pending(), await bank()]).toEqual([[refund], before]);
    await second().call(confirmStatementLine, { id: of(amountFen) });
    expect([await pending(), await bank()]).toEqual([[], [Number(before[0]) - amountFen, true]]);
  });
});
