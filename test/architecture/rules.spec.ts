import { join } from 'node:path';
import { faultsOf, readRules, render } from '../../scripts/rules-index.js';
import { impureFaults, lifeCycleFaults } from './rule-guards.js';
import { planted, repository, sourcesOf } from './source.js';

const loadBelow = (root: string) => (path: string) => jest.requireActual<Record<string, unknown>>(join(root, path));

describe('rules of the system', () => {
  const sources = sourcesOf(repository);

  it('each opens with its row id, and a spec beside it describes that id', () => expect(faultsOf(readRules(repository))).toEqual([]));
  it('depend on their arguments alone', () => expect(impureFaults(sources)).toEqual([]));
  it('reach every state of their life cycles', () => expect(lifeCycleFaults(sources, loadBelow(repository))).toEqual([]));
});

describe('the guards see planted violations', () => {
  const root = planted('rules');
  const lantern = 'services/grid/src/lantern/lantern.rules.ts';

  it('a rule without an id, and one whose id no spec describes', () => {
    expect(faultsOf(readRules(root))).toEqual([
      `${lantern}: dim has no doc comment that opens with a row id`,
      `${lantern}: polish has no doc comment that opens with a row id`,
      `${lantern}: sell (G-98) is described by no spec beside it`,
    ]);
  });
  it('a rule that asks the clock or chance', () => {
    expect(impureFaults(sourcesOf(root))).toEqual([`${lantern}: new Date()`, `${lantern}: Math.random`, `${lantern}: Date.now`]);
  });
  it('a state never reached, a target that is no state, a life cycle kept to itself', () => {
    expect(lifeCycleFaults(sourcesOf(root), loadBelow(root))).toEqual([
      `${lantern}: 1 of its life cycles not exported`,
      `${lantern}: lanternLife never reaches STOLEN`,
      `${lantern}: lanternLife leads to DIM, which is no state`,
    ]);
  });
  it('a tested rule stands on the page with sentence, function, file and spec', () => {
    const rules = readRules(root).filter(({ spec }) => spec !== null);
    expect(render(rules).split('\n').at(-2)).toBe(
      `| G-97 | A lantern is lit once. | \`light\` | [${lantern}](../${lantern}) | [spec](../services/grid/src/lantern/lantern.spec.ts) |`,
    );
  });
});
