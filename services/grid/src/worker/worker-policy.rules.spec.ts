import { acceptPolicy, defaultPolicy } from './worker-policy.rules.js';

const [first, ...others] = defaultPolicy.duties as [(typeof defaultPolicy.duties)[0], ...typeof defaultPolicy.duties];
const [loop] = defaultPolicy.loop as [(typeof defaultPolicy.loop)[0]];

function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('G-37 G-39 the 8 and the 1 of “8+4+1”', () => {
  it.each([
    ['the default', defaultPolicy, 'accepted'],
    ['seven duties', { ...defaultPolicy, duties: others }, 'platform.catalogue.cardinality'],
    ['nine duties', { ...defaultPolicy, duties: [...defaultPolicy.duties, { ...first, code: 'NINTH' }] }, 'platform.catalogue.cardinality'],
    ['a duty twice', { ...defaultPolicy, duties: [others[0]!, ...others] }, 'platform.catalogue.code-taken'],
    ['a duty without a source', { ...defaultPolicy, duties: [{ ...first, source: ' ' }, ...others] }, 'platform.catalogue.source-missing'],
    ['two loops', { ...defaultPolicy, loop: [loop, { ...loop, code: 'SECOND' }] }, 'platform.catalogue.cardinality'],
  ])('%s', (_, policy, expected) => expect(refusal(() => acceptPolicy(policy))).toBe(expected));

  it('says of two duties that they are named, and of the others that they are assumed', () => {
    expect(defaultPolicy.duties.filter(({ assumed }) => !assumed).map(({ zh }) => zh)).toEqual(['信息采集', '矛盾调解']);
    expect(loop.assumed).toBe(true);
  });
});
