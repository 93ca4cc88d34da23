import { open } from './offer.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-06-01T01:00:00.000Z';
const promise = {
  trialMonths: 3,
  rollHoliday: true,
  holidays: [],
  makeUpWorkdays: [],
  refundWithinDays: 7,
  retrialOnOwnershipChange: false,
};
const input = { id: id(1), estateId: id(2), text: '先试后买，无理由退货', ...promise };
const facts = {
  communityCode: '230521100001',
  status: 'SURVEYED' as const,
  offers: 1,
  feeScheduleId: id(3),
  feeFrom: '2026-06-01',
  hash: (content: object) => JSON.stringify(content),
};

describe('P-09, P-11, P-12, P-13 the promise is a published thing that contracts point to', () => {
  it('has the next number and the hash of all it says', () => {
    const { state, events } = open(input, facts, now);
    expect(state).toMatchObject({ number: 2, feeScheduleId: id(3), trialMonths: 3 });
    expect(JSON.parse(state.contentHash)).toEqual({ ...input, number: 2, feeScheduleId: id(3) });
    expect(events[0]!.data).toMatchObject({ number: 2, contentHash: state.contentHash });
  });

  it('names a fee', () =>
    expect(() => open(input, { ...facts, feeScheduleId: undefined }, now)).toThrow(
      expect.objectContaining({ code: 'property.offer.fee-schedule-missing' }),
    ));

  it('P-12, P-13 a fee is in force when the free months that begin today are over', () => {
    expect(() => open(input, { ...facts, feeFrom: '2026-09-03' }, now)).toThrow(
      expect.objectContaining({ code: 'property.offer.fee-not-in-force', details: { day: '2026-09-02' } }),
    );
    expect(open(input, { ...facts, feeFrom: '2026-09-02' }, now).state.number).toBe(2);
  });

  it('P-01 comes to an estate that was surveyed', () =>
    expect(() => open(input, { ...facts, status: 'ABANDONED' }, now)).toThrow(
      expect.objectContaining({ code: 'property.estate.not-surveyed' }),
    ));

  it('P-20 carries no personal data, since everyone reads it', () =>
    expect(() => open({ ...input, text: '详询 13800138000' }, facts, now)).toThrow(
      expect.objectContaining({ code: 'property.notice.personal-data', details: { field: 'text', found: 'MOBILE_NUMBER' } }),
    ));
});
