import type { OfferState } from '../offer/offer.rules.js';
import { sign, type ServedUnit } from './contract.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-01T01:00:00.000Z';
const unit: ServedUnit = {
  ...{ estateId: id(2), communityCode: '230521100001', estateStatus: 'TAKEN_OVER', householdId: id(4), servedUntil: null },
};
const offer = { id: id(8) } as OfferState;
const input = { id: id(1), unitId: id(3), consentEvidenceIds: [] as string[] };
const own = { own: true, feeFrom: '2026-03-02' };
const coded = (code: string) => expect.objectContaining({ code: `property.${code}` });

describe('P-10, P-11 paid service without free months, for whoever declined, returned or moved in', () => {
  it.each([
    [null, '2026-03-02'],
    ['2026-02-01', '2026-03-02'],
    ['2026-03-01', '2026-03-02'],
    ['2026-06-01', '2026-06-02'],
  ])('served until %s it begins on %s', (servedUntil, startsOn) => {
    const { state, events } = sign(input, { ...unit, servedUntil }, offer, own, now);
    expect(state).toMatchObject({ startsOn, trialId: null, offerId: id(8), householdId: id(4), state: 'STANDING', endsOn: null });
    expect(events[0]!.data).toMatchObject({ contractId: id(1), startsOn });
  });

  it('takes the consent of the household: its own act, or its signed form', () => {
    expect(() => sign(input, unit, offer, { ...own, own: false }, now)).toThrow(coded('trial.consent-required'));
    const signed = sign({ ...input, consentEvidenceIds: [id(9)] }, unit, offer, { ...own, own: false }, now).state;
    expect(signed.consentEvidenceIds).toEqual([id(9)]);
  });

  it('is refused without unit, household, survey, promise or fee', () => {
    expect(() => sign(input, undefined, offer, own, now)).toThrow(coded('trial.unit-unknown'));
    expect(() => sign(input, { ...unit, householdId: null }, offer, own, now)).toThrow(coded('trial.household-missing'));
    expect(() => sign(input, { ...unit, estateStatus: 'ABANDONED' }, offer, own, now)).toThrow(coded('estate.not-surveyed'));
    expect(() => sign(input, unit, undefined, own, now)).toThrow(coded('offer.offer-unknown'));
    for (const feeFrom of [null, '2026-03-03'])
      expect(() => sign(input, unit, offer, { ...own, feeFrom }, now)).toThrow(coded('offer.fee-not-in-force'));
  });
});
