import { ballotCertified, decisionsOfEstate, registerEstate, sessionDecided } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';

const communityCode = '230521100001';
let service: TestService;
beforeAll(async () => {
  service = await startPropertyService();
}, 120_000);
afterAll(() => service?.stop());

describe('P-12, P-19 decisions of owners and councils are heard', () => {
  it('the latest version of a decision holds however often and in whatever order it is told, and who acts at the estate reads it', async () => {
    const secretary = service.as({ roles: ['community-secretary'], place: communityCode });
    const estate = { id: newId(), communityCode, name: '演示小区', addressLabel: '演示路1号', evidenceIds: [newId()] };
    await secretary.call(registerEstate, { ...estate, cause: 'OTHER', grounds: '演示' });
    const told = {
      communityCode,
      estateId: estate.id,
      matter: 'FEE_SCHEDULE' as const,
      subjectId: newId(),
      at: '2026-03-01T00:00:00.000Z',
    };
    const ballot = { ...told, ballotId: newId(), majority: 'GENERAL' as const };
    const versions = [
      { ...ballot, outcome: 'PASSED' as const, version: 2 },
      { ...ballot, outcome: 'FAILED' as const, version: 1 },
      { ...ballot, outcome: 'PASSED' as const, version: 2 },
    ];
    for (const version of versions) await service.publish(ballotCertified, version);
    const session = { ...told, estateId: null, sessionId: newId(), decisionId: newId(), outcome: 'REFERRED' as const, version: 1 };
    await service.publish(sessionDecided, { ...session, matter: 'OTHER', at: '2026-03-02T00:00:00.000Z' });
    const decisions = await eventually(async () => {
      const { items } = await secretary.call(decisionsOfEstate, { estateId: estate.id });
      expect(items).toHaveLength(2);
      return items;
    });
    expect(decisions.map(({ id }) => id)).toEqual([session.decisionId, ballot.ballotId]);
    expect(decisions[1]).toMatchObject({ decidedBy: 'BALLOT', outcome: 'PASSED', majority: 'GENERAL' });
    const fees = await secretary.call(decisionsOfEstate, { estateId: estate.id, matter: 'FEE_SCHEDULE' });
    expect(fees.items.map(({ id }) => id)).toEqual([ballot.ballotId]);
    const stranger = service.as({ roles: ['community-secretary'], place: '230521100002' });
    expect((await stranger.call(decisionsOfEstate, { estateId: estate.id })).items).toEqual([]);
  });
});
