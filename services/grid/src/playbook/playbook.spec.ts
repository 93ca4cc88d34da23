import type { TypePlaybook } from '@gezhi/shared/contracts';
import { gridTypes } from '@gezhi/shared/contracts';
import type { DomainError } from '@gezhi/shared/domain';
import { defaultPlaybook } from './default-playbook.rules.js';
import { acceptPolicy } from './playbook-policy.rules.js';
import { typeIn, unknownTags, type Playbook } from './playbook.rules.js';

const [conflict, ...others] = defaultPlaybook.types as [TypePlaybook, ...TypePlaybook[]];
const [tag, ...tags] = defaultPlaybook.capabilities as [Playbook['capabilities'][number], ...Playbook['capabilities']];
const changed = (changes: Partial<TypePlaybook>): Playbook => ({ ...defaultPlaybook, types: [{ ...conflict, ...changes }, ...others] });
const weighing = (...percents: number[]): Playbook =>
  changed({ weights: ['MEDIATION', 'LAW', 'LOCAL'].map((term, index) => ({ term, percent: percents[index]! })) });

function refusal(playbook: Playbook): unknown {
  try {
    acceptPolicy(playbook);
    return 'accepted';
  } catch (error) {
    const { code, details } = error as DomainError;
    return [code, details];
  }
}

describe('G-08 a playbook treats each of the five types once and weighs to 100', () => {
  const invalid = 'grid.playbook.policy-invalid';
  const type = 'CONFLICT_RESOLUTION';
  const [first] = conflict.measures;
  const equipment = conflict.resources.at(-1)!;
  const [line] = defaultPlaybook.lineDuties;

  it.each<[string, Playbook, unknown]>([
    ['the built-in default', defaultPlaybook, 'accepted'],
    ['50 + 30 + 20', weighing(50, 30, 20), 'accepted'],
    ['50 + 30 + 19', weighing(50, 30, 19), ['grid.playbook.weights-off', { type, sum: 99 }]],
    [
      'four types',
      { ...defaultPlaybook, types: others },
      ['platform.catalogue.cardinality', { name: 'grid-type', expected: 5, actual: 4 }],
    ],
    [
      'one type twice',
      { ...defaultPlaybook, types: [conflict, conflict, ...others.slice(1)] },
      ['platform.catalogue.code-taken', { name: 'grid-type', codes: [type] }],
    ],
    [
      'a capability twice',
      { ...defaultPlaybook, capabilities: [tag, tag, ...tags] },
      ['platform.catalogue.code-taken', { name: 'capability', codes: [tag.code] }],
    ],
    [
      'a capability called like the line',
      { ...defaultPlaybook, capabilities: [...tags, tag, { ...tag, code: 'LINE' }] },
      [invalid, { list: 'capabilities', codes: ['LINE'] }],
    ],
    [
      'a weight of no capability',
      changed({ weights: [{ term: 'CHESS', percent: 100 }] }),
      ['grid.playbook.tag-unknown', { type, codes: ['CHESS'] }],
    ],
    ['a weight of the line', changed({ weights: [{ term: 'LINE', percent: 100 }] }), 'accepted'],
    [
      'a weight twice',
      changed({ weights: [50, 50].map((percent) => ({ term: 'LAW', percent })) }),
      [invalid, { type, list: 'weights', codes: ['LAW'] }],
    ],
    ['a measure twice', changed({ measures: [first!, first!] }), [invalid, { type, list: 'measures', codes: [first!.code] }]],
    ['a resource twice', changed({ resources: [equipment, equipment] }), [invalid, { type, list: 'resources', codes: [equipment.code] }]],
    [
      'a line that joins the force it leads',
      changed({ taskForce: { lead: 'ECONOMIC_DEVELOPMENT', coLines: ['ECONOMIC_DEVELOPMENT'] } }),
      [invalid, { type, list: 'taskForce', codes: ['ECONOMIC_DEVELOPMENT'] }],
    ],
    ['no cadre needed', changed({ cadres: { minimum: 0, maximum: 5 } }), [invalid, { type, minimum: 0, maximum: 5 }]],
    ['as many as at most', changed({ cadres: { minimum: 5, maximum: 5 } }), 'accepted'],
    ['more than at most', changed({ cadres: { minimum: 6, maximum: 5 } }), [invalid, { type, minimum: 6, maximum: 5 }]],
    [
      'a duty of a line twice',
      { ...defaultPlaybook, lineDuties: [line!, line!] },
      [invalid, { list: 'lineDuties', codes: [`${line!.line} ${line!.code}`] }],
    ],
    ['a duty of two lines', { ...defaultPlaybook, lineDuties: [line!, { ...line!, line: 'ECONOMIC_DEVELOPMENT' }] }, 'accepted'],
  ])('%s', (_, playbook, expected) => expect(refusal(playbook)).toEqual(expected));

  it('is found by type, in whatever order they are listed', () => {
    const turned = { types: defaultPlaybook.types.toReversed() };
    expect(gridTypes.map((of) => [typeIn(defaultPlaybook, of).type, typeIn(turned, of).type])).toEqual(gridTypes.map((of) => [of, of]));
  });

  it('the built-in default says of all but two capabilities that they are assumed', () => {
    const found = [...defaultPlaybook.capabilities, ...defaultPlaybook.types].filter(({ assumed }) => !assumed);
    expect(found).toMatchObject([{ zh: '矛盾调解' }, { zh: '信息采集' }]);
  });
});

describe('G-32 capabilities are those of the jurisdiction', () => {
  it('names what is in no catalogue, once and in order', () => {
    expect(unknownTags(defaultPlaybook, ['LAW', 'CHESS', 'ART', 'CHESS', 'LINE'])).toEqual(['ART', 'CHESS', 'LINE']);
    expect(unknownTags(defaultPlaybook, [])).toEqual([]);
  });
});
