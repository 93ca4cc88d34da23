import { checkReachable } from '@gezhi/shared/domain';
import type { OfferState } from '../offer/offer.rules.js';
import { convert, daysLeft, decline, expire, handOver, remind, start, trialDays, trialLife, type TriedUnit } from './trial.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-01T01:00:00.000Z';
const promise = { trialMonths: 3, rollHoliday: false, holidays: [] as string[], makeUpWorkdays: [] as string[] };
const offer: OfferState = {
  ...{ id: id(8), version: 1, estateId: id(2), communityCode: '230521100001', number: 1, text: '先试后买', ...promise },
  ...{ refundWithinDays: 7, retrialOnOwnershipChange: false, feeScheduleId: id(7), contentHash: 'a', openedAt: now },
};
const unit: TriedUnit = {
  ...{ estateId: id(2), communityCode: '230521100001', householdId: id(4), estateStatus: 'SURVEYED', ownershipId: id(6) },
  ...{ owners: [id(10)], ownersThen: [] },
};
const own = { own: true, feeFrom: '2026-01-01' };
const notOwn = { ...own, own: false };
const trial = start({ id: id(1), unitId: id(3) }, unit, offer, now).state;
const coded = (code: string) => expect.objectContaining({ code: `property.${code}` });
const wrongState = expect.objectContaining({ code: 'platform.request.wrong-state' });

describe('P-10, P-T1, P-T2, P-T3, P-T4 the free months by the calendar of the civil code', () => {
  const goldenWeek = ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'];
  it.each([
    ['P-T1', '2026-01-31', promise, '2026-02-01', '2026-04-30'],
    ['P-T2', '2026-03-01', promise, '2026-03-02', '2026-06-01'],
    ['P-T3', '2026-11-30', promise, '2026-12-01', '2027-02-28'],
    ['P-T3 rolled from a Sunday', '2026-11-30', { ...promise, rollHoliday: true }, '2026-12-01', '2027-03-01'],
    ['P-T4 rolled over the holiday', '2026-07-01', { ...promise, rollHoliday: true, holidays: goldenWeek }, '2026-07-02', '2026-10-08'],
    ['P-T4', '2026-07-01', { ...promise, holidays: goldenWeek }, '2026-07-02', '2026-10-01'],
  ])('%s signed %s', (_, signedOn, rolling, from, to) => expect(trialDays(signedOn, rolling)).toEqual({ from, to }));

  it('days left: today counts, and none before they begin or after they ended', () => {
    expect(daysLeft(trial, now)).toBe(92);
    expect(daysLeft(trial, '2026-06-01T10:00:00.000Z')).toBe(1);
    expect(daysLeft(trial, '2026-06-02T10:00:00.000Z')).toBe(0);
    expect(daysLeft(decline(trial, now).state, now)).toBe(0);
  });
});

describe('P-10, P-T6, P-T7 a trial of a unit', () => {
  it('every state of a trial is reached', () => expect(checkReachable(trialLife)).toEqual({ unreachable: [], unknown: [] }));

  it('begins under the promise that holds, for the household of the unit', () => {
    expect(trial).toMatchObject({ offerId: id(8), householdId: id(4), grantedTo: id(3), lastDay: '2026-06-01', state: 'ACTIVE' });
    expect(() => start({ id: id(1), unitId: id(3) }, undefined, offer, now)).toThrow(coded('trial.unit-unknown'));
    expect(() => start({ id: id(1), unitId: id(3) }, { ...unit, householdId: null }, offer, now)).toThrow(coded('trial.household-missing'));
    expect(() => start({ id: id(1), unitId: id(3) }, unit, undefined, now)).toThrow(coded('offer.offer-unknown'));
  });

  it('P-T6 once, and again to other owners where the promise says so; another entry of the same is no change', () => {
    const begin = (ownersThen: string[][], retrialOnOwnershipChange = true, owners = [id(10)]) =>
      start({ id: id(1), unitId: id(3) }, { ...unit, owners, ownersThen }, { ...offer, retrialOnOwnershipChange }, now).state;
    expect(begin([[id(11)]]).grantedTo).toBe(id(6));
    expect(begin([[id(11)], [id(12), id(13)]]).grantedTo).toBe(id(6));
    const used: [string[][], boolean?, string[]?][] = [
      [[[id(11)]], false],
      [[[id(10)]]],
      [[[id(10), id(11)]]],
      [[[id(11)], [id(10)]]],
      [[[]]],
      [[[id(11)]], true, []],
      [[[id(10)]], true, [id(10), id(11)]],
    ];
    for (const [then, allowed, owners] of used) expect(() => begin(then, allowed, owners)).toThrow(coded('trial.already-used'));
  });

  it('P-01 of an estate that was surveyed', () =>
    expect(() => start({ id: id(1), unitId: id(3) }, { ...unit, estateStatus: 'ABANDONED' }, offer, now)).toThrow(
      coded('estate.not-surveyed'),
    ));

  it('P-13 nobody goes on before a fee is in force', () =>
    expect(() => convert(trial, { contractId: id(5), consentEvidenceIds: [] }, { own: true, feeFrom: '2026-06-03' }, now)).toThrow(
      coded('offer.fee-not-in-force'),
    ));

  it('while it runs, whoever lives there now answers, and is reminded anew', () =>
    expect(handOver({ ...trial, remindedAt: now }, id(14))).toMatchObject({
      householdId: id(14),
      remindedAt: null,
      state: 'ACTIVE',
      version: 2,
    }));

  it('P-T1 paid service begins after the last free day, and only by consent', () => {
    const form = { contractId: id(5), consentEvidenceIds: [] as string[] };
    expect(() => convert(trial, form, notOwn, now)).toThrow(coded('trial.consent-required'));
    for (const { decision, contract } of [
      convert(trial, form, own, now),
      convert(trial, { ...form, consentEvidenceIds: [id(9)] }, notOwn, now),
    ]) {
      expect(contract).toMatchObject({ id: id(5), startsOn: '2026-06-02', state: 'STANDING', offerId: id(8) });
      expect(decision.state).toMatchObject({ state: 'CONVERTED', contractId: id(5) });
      expect(() => convert(decision.state, form, own, now)).toThrow(wrongState);
    }
  });

  it('P-T7 without an answer it expires, is charged nothing and reminded no more; a later yes begins tomorrow', () => {
    const after = '2026-06-05T01:00:00.000Z';
    expect(() => expire(trial, '2026-06-01T10:00:00.000Z')).toThrow(coded('trial.still-running'));
    const expired = expire(trial, after).state;
    expect(expired).toMatchObject({ state: 'EXPIRED', contractId: null });
    expect(() => remind(expired, after)).toThrow(wrongState);
    expect(remind(trial, now).state.remindedAt).toBe(now);
    expect(() => remind(remind(trial, now).state, now)).toThrow(coded('trial.already-reminded'));
    expect(convert(expired, { contractId: id(5), consentEvidenceIds: [] }, own, after).contract.startsOn).toBe('2026-06-06');
    expect(decline(expired, after).state.state).toBe('DECLINED');
  });
});
