import type { EventData, sessionDecided } from '@gezhi/shared/contracts';
import { certified, decidedInSession, ensureDecided, type DecisionNeeded } from './known-decision.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const communityCode = '230521100001';
const told: Omit<EventData<typeof sessionDecided>, 'sessionId' | 'decisionId'> = {
  ...{ communityCode, estateId: id(1), matter: 'COMMON_PART_USE', subjectId: id(2), outcome: 'PASSED' },
  ...{ at: '2026-03-01T00:00:00.000Z', version: 1 },
};
const ballot = certified({ ...told, ballotId: id(3), majority: 'SPECIAL' });
const session = decidedInSession({ ...told, sessionId: id(4), decisionId: id(5) });
const needed: DecisionNeeded = { matter: 'COMMON_PART_USE', estateId: id(1), communityCode, subjectId: id(2) };
const refused = expect.objectContaining({ code: 'property.decision.decision-required' });

describe('P-12, P-19 decisions heard from the council', () => {
  it('a ballot and a session become decisions under their own ids', () => {
    expect(ballot).toMatchObject({ id: id(3), decidedBy: 'BALLOT', majority: 'SPECIAL', decidedAt: told.at });
    expect(session).toMatchObject({ id: id(5), decidedBy: 'SESSION', majority: null });
  });

  it('binds the thing decided upon, and no other', () => {
    expect(() => ensureDecided(ballot, needed)).not.toThrow();
    expect(() => ensureDecided(session, needed)).not.toThrow();
    for (const other of [{ matter: 'FEE_SCHEDULE' as const }, { subjectId: id(9) }, { estateId: id(9) }])
      expect(() => ensureDecided(ballot, { ...needed, ...other })).toThrow(refused);
    for (const outcome of ['FAILED', 'INQUORATE', 'REFERRED'] as const)
      expect(() => ensureDecided({ ...ballot, outcome }, needed)).toThrow(refused);
    expect(() => ensureDecided(undefined, needed)).toThrow(refused);
  });

  it('where owners must vote, no session will do, and three quarters serve for half but not the other way', () => {
    expect(() => ensureDecided(session, { ...needed, majority: 'GENERAL' })).toThrow(refused);
    for (const majority of ['GENERAL', 'SPECIAL'] as const) {
      expect(() => ensureDecided(ballot, { ...needed, majority })).not.toThrow();
      expect(() => ensureDecided({ ...ballot, estateId: null }, { ...needed, majority })).toThrow(refused);
    }
    const general = { ...ballot, majority: 'GENERAL' as const };
    expect(() => ensureDecided(general, { ...needed, majority: 'GENERAL' })).not.toThrow();
    expect(() => ensureDecided(general, { ...needed, majority: 'SPECIAL' })).toThrow(refused);
  });

  it('a decision of the community binds its estates where a session may decide', () => {
    const whole = { ...session, estateId: null };
    expect(() => ensureDecided(whole, needed)).not.toThrow();
    expect(() => ensureDecided(whole, { ...needed, communityCode: '230521100002' })).toThrow(refused);
  });
});
