import { playbookPolicy, publishPlaybookPolicy } from '@gezhi/shared/contracts';
import { newId } from '@gezhi/shared/database';
import { startTestService, type TestCaller, type TestService } from '@gezhi/shared/testing';
import { gridService } from '../service.module.js';
import { defaultPlaybook } from './default-playbook.rules.js';
import { PlaybookQueries } from './playbook.queries.js';

const street = '320404004';
const grid = `${street}002001`;
const elsewhere = '230521100001';
const refusal = (code: string, details?: object) =>
  expect.objectContaining({ code, ...(details && { details: expect.objectContaining(details) }) });

let service: TestService;
let leader: TestCaller;
beforeAll(async () => {
  service = await startTestService(gridService);
  leader = service.as({ roles: ['street-leader'], place: street });
}, 120_000);
afterAll(() => service?.stop());

const at = (placeCode: string) => service.public().call(playbookPolicy, { placeCode });
const publishing = (changes: object = {}) => ({ id: newId(), jurisdictionId: street, ...defaultPlaybook, ...changes });
const versions = async () =>
  (await service.database.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM playbook_policy_version')).rows[0]!.n;

describe('G-08 X-T11 a jurisdiction lays down what is done in each type of grids', () => {
  it('the built-in default holds until then', async () => {
    expect(await at(grid)).toEqual({ jurisdictionId: null, version: 0, publishedAt: null, ...defaultPlaybook });
  });

  it('nothing is laid down that contradicts itself, nor for another place', async () => {
    const [first, ...types] = defaultPlaybook.types;
    const light = { ...first!, weights: [{ term: 'MEDIATION', percent: 99 }] };
    await expect(leader.call(publishPlaybookPolicy, publishing({ types: [light, ...types] }))).rejects.toEqual(
      refusal('grid.playbook.weights-off', { type: first!.type, sum: 99 }),
    );
    await expect(leader.call(publishPlaybookPolicy, publishing({ types }))).rejects.toEqual(
      refusal('platform.catalogue.cardinality', { expected: 5, actual: 4 }),
    );
    await expect(leader.call(publishPlaybookPolicy, publishing({ jurisdictionId: '230521' }))).rejects.toEqual(
      refusal('platform.request.not-found'),
    );
    await expect(service.as({ roles: ['cadre'], place: street }).call(publishPlaybookPolicy, publishing())).rejects.toEqual(
      refusal('platform.request.forbidden'),
    );
    expect(await versions()).toBe(0);
  });

  it('its own holds below it alone, the latest version; a repetition adds none', async () => {
    const chess = { code: 'CHESS', zh: '象棋', source: '测试', assumed: true };
    const input = publishing({ capabilities: [...defaultPlaybook.capabilities, chess] });
    const key = newId();
    const answers = [await leader.call(publishPlaybookPolicy, input, { key }), await leader.call(publishPlaybookPolicy, input, { key })];
    expect(answers).toEqual(Array(2).fill({ id: input.id, jurisdictionId: street, version: 1 }));
    expect((await leader.call(publishPlaybookPolicy, publishing({ lineDuties: [] }))).version).toBe(2);
    expect(await versions()).toBe(2);
    const [here, there] = [await at(grid), await at(elsewhere)];
    expect(here).toMatchObject({ jurisdictionId: street, version: 2, lineDuties: [], types: defaultPlaybook.types });
    expect([here.capabilities.length, there.version]).toEqual([7, 0]);
  });

  it('other features read it with its version and by type', async () => {
    const queries = service.get(PlaybookQueries);
    expect(await queries.at(grid)).toMatchObject({ version: 2, lineDuties: [] });
    expect(await queries.ofType(elsewhere, 'URBAN_RENEWAL')).toEqual(defaultPlaybook.types.find(({ type }) => type === 'URBAN_RENEWAL'));
  });
});
