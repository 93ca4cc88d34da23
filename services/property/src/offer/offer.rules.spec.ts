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
const facts = { communityCode: '230521100001', offers: 1, feeScheduleId: id(3), hash: (content: object) => JSON.stringify(content) };

describe('P-09, P-11 the promise is a published thing that contracts point to', () => {
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
});
