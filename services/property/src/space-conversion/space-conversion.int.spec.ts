import {
  approveSpaceConversion,
  ballotCertified,
  buildSpaceConversion,
  completeSpaceConversion,
  decisionsOfEstate,
  proposeSpaceConversion,
  readSpaceConversion,
  registerEstate,
  spaceConversionCompleted,
  spaceConversionsOfEstate,
  withdrawSpaceConversion,
} from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { eventually, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { startPropertyService } from '../known-community/known-community.fixture.js';

const community = '230521100001';
const refusal = (feature: string, name: string) => expect.objectContaining({ code: `property.${feature}.${name}` });
const platform = (name: string) => expect.objectContaining({ code: `platform.request.${name}` });

let service: TestService;
let secretary: TestCaller;
let elsewhere: TestCaller;
let estateId: string;
let serial = 0;

beforeAll(async () => {
  service = await startPropertyService();
  secretary = service.as({ roles: ['community-secretary'], place: community });
  elsewhere = service.as({ roles: ['community-secretary'], place: '230521100002' });
}, 120_000);
afterAll(() => service?.stop());
beforeEach(async () => {
  const estate = { id: newId(), communityCode: community, name: `演示小区${++serial}`, addressLabel: '演示路1号', evidenceIds: [newId()] };
  ({ id: estateId } = await secretary.call(registerEstate, { ...estate, cause: 'NEVER_MANAGED', grounds: '演示' }));
});

const proposal = () => ({
  id: newId(),
  estateId,
  location: '3号楼后卫生死角',
  target: 'PARKING' as const,
  before: { evidenceIds: [newId()] },
});
async function certifiedBallot(subjectId: string, more = {}): Promise<string> {
  const ballotId = newId();
  await service.publish(ballotCertified, {
    ...{ ballotId, communityCode: community, estateId, matter: 'COMMON_PART_USE', subjectId, majority: 'SPECIAL', outcome: 'PASSED' },
    ...{ at: '2026-03-01T00:00:00.000Z', version: 1, ...more },
  });
  await eventually(async () => {
    const { items } = await secretary.call(decisionsOfEstate, { estateId });
    expect(items.map(({ id }) => id)).toContain(ballotId);
  });
  return ballotId;
}
const rows = async () => {
  const { rows: counted } = await service.database.pool.query(
    `SELECT (SELECT count(*) FROM space_conversion) AS c, (SELECT sum(version) FROM space_conversion) AS v,
       (SELECT count(*) FROM audit) AS a, (SELECT count(*) FROM outbox) AS o`,
  );
  return counted[0] as object;
};

describe('P-22 from a dead corner to a parking place', () => {
  it('is proposed, approved by the owners, built and done with photographs', async () => {
    const given = proposal();
    const proposed = await secretary.call(proposeSpaceConversion, given);
    expect(proposed).toMatchObject({ ...given, state: 'PROPOSED', communityCode: community });
    expect(await secretary.call(proposeSpaceConversion, given)).toEqual(proposed);
    const { id } = given;
    const decisionId = await certifiedBallot(id);
    expect(await secretary.call(approveSpaceConversion, { id, decisionId })).toMatchObject({ state: 'APPROVED', decisionId });
    expect(await secretary.call(buildSpaceConversion, { id })).toMatchObject({ state: 'BUILT' });
    const after = { evidenceIds: [newId()] };
    expect(await secretary.call(completeSpaceConversion, { id, after })).toMatchObject({ state: 'DONE', after, version: 4 });
    const [told, ...others] = (await service.told(spaceConversionCompleted)).filter(({ data }) => data.conversionId === id);
    expect(told!.data).toMatchObject({ estateId, decisionId, target: 'PARKING', version: 4 });
    expect(others).toEqual([]);
    const company = service.as({ roles: ['property-company'], estate: estateId });
    expect(await company.call(readSpaceConversion, { id })).toMatchObject({ state: 'DONE' });
    expect((await company.call(spaceConversionsOfEstate, { estateId, state: 'DONE' })).items.map((item) => item.id)).toEqual([id]);
  });

  it('no vote, no approval; and no stage is left out', async () => {
    const given = proposal();
    await secretary.call(proposeSpaceConversion, given);
    const { id } = given;
    const unfit = [
      newId(),
      await certifiedBallot(id, { majority: 'GENERAL' }),
      await certifiedBallot(id, { outcome: 'FAILED' }),
      await certifiedBallot(id, { matter: 'FUND_SPENDING' }),
      await certifiedBallot(newId()),
    ];
    const before = await rows();
    for (const decisionId of unfit)
      await expect(secretary.call(approveSpaceConversion, { id, decisionId })).rejects.toThrow(refusal('decision', 'decision-required'));
    await expect(secretary.call(buildSpaceConversion, { id })).rejects.toThrow(platform('wrong-state'));
    await expect(secretary.call(completeSpaceConversion, { id, after: { evidenceIds: [newId()] } })).rejects.toThrow(
      platform('wrong-state'),
    );
    expect(await rows()).toEqual(before);
  });

  it('approved or withdrawn, of both at once one', async () => {
    for (let round = 0; round < 4; round++) {
      const { id } = await secretary.call(proposeSpaceConversion, proposal());
      const decisionId = await certifiedBallot(id);
      const outcomes = await Promise.allSettled([
        secretary.call(approveSpaceConversion, { id, decisionId }),
        secretary.call(withdrawSpaceConversion, { id }),
        secretary.call(approveSpaceConversion, { id, decisionId }),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
    const { items } = await secretary.call(spaceConversionsOfEstate, { estateId, limit: 3 });
    expect(items.every(({ version }) => version === 2)).toBe(true);
  });

  it('refuses who may not, and writes nothing', async () => {
    const { id } = await secretary.call(proposeSpaceConversion, proposal());
    const decisionId = await certifiedBallot(id);
    const company = service.as({ roles: ['property-company'], estate: estateId });
    const before = await rows();
    await expect(secretary.call(proposeSpaceConversion, { ...proposal(), before: { evidenceIds: [] } })).rejects.toThrow(
      platform('invalid'),
    );
    await expect(elsewhere.call(proposeSpaceConversion, proposal())).rejects.toThrow(refusal('estate', 'estate-unknown'));
    await expect(company.call(proposeSpaceConversion, proposal())).rejects.toThrow(platform('forbidden'));
    await expect(company.call(approveSpaceConversion, { id, decisionId })).rejects.toThrow(platform('forbidden'));
    await expect(elsewhere.call(approveSpaceConversion, { id, decisionId })).rejects.toThrow(platform('not-found'));
    for (const contract of [buildSpaceConversion, withdrawSpaceConversion, readSpaceConversion] as const)
      await expect(elsewhere.call(contract, { id })).rejects.toThrow(platform('not-found'));
    await expect(elsewhere.call(completeSpaceConversion, { id, after: { evidenceIds: [newId()] } })).rejects.toThrow(platform('not-found'));
    expect((await elsewhere.call(spaceConversionsOfEstate, { estateId })).items).toEqual([]);
    expect(await rows()).toEqual(before);
  });
});
