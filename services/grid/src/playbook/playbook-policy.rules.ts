import { gridTypes, lineTerm, playbookErrors, type TypePlaybook } from '@gezhi/shared/contracts';
import { catalogue, ensure } from '@gezhi/shared/domain';
import { unknownTags, type Playbook } from './playbook.rules.js';

const repeatedIn = (codes: readonly string[]): string[] => codes.filter((code, index) => codes.indexOf(code) !== index);

/** Nothing is listed twice; says in which list, and of which type. */
function differ(list: string, codes: readonly string[], of: object = {}): void {
  const repeated = repeatedIn(codes);
  ensure(!repeated.length, playbookErrors.policyInvalid, { ...of, list, codes: repeated });
}

function acceptType(playbook: Playbook, { type, weights, cadres, taskForce, ...lists }: TypePlaybook): void {
  const codesOf = (items: readonly { code: string }[]): string[] => items.map(({ code }) => code);
  const terms = weights.map(({ term }) => term);
  const sum = weights.reduce((total, { percent }) => total + percent, 0);
  ensure(sum === 100, playbookErrors.weightsOff, { type, sum });
  const codes = unknownTags(
    playbook,
    terms.filter((term) => term !== lineTerm),
  );
  ensure(!codes.length, playbookErrors.tagUnknown, { type, codes });
  differ('weights', terms, { type });
  differ('measures', codesOf(lists.measures), { type });
  differ('duties', codesOf(lists.duties), { type });
  differ('resources', codesOf(lists.resources), { type });
  differ('requiredLines', lists.requiredLines, { type });
  differ('taskForce', taskForce ? [taskForce.lead, ...taskForce.coLines] : [], { type });
  const { minimum, maximum } = cadres;
  ensure(minimum >= 1 && minimum <= maximum, playbookErrors.policyInvalid, { type, minimum, maximum });
}

/**
 * G-08 A playbook treats each of the five types once, weighs by capabilities of its own catalogue, 100 percent in all, and
 * wants at least one cadre in a grid.
 *
 * Refuses with `platform.catalogue.cardinality`, `code-taken` or `source-missing`, `grid.playbook.weights-off` {type, sum},
 * `tag-unknown` {type, codes} or `policy-invalid` {type, list, codes} or {type, minimum, maximum}.
 */
export function acceptPolicy(playbook: Playbook): Playbook {
  const { capabilities, types, lineDuties } = playbook;
  catalogue({ name: 'grid-type', size: gridTypes.length, items: types.map((item) => ({ ...item, code: item.type })) });
  catalogue({ name: 'capability', size: capabilities.length, items: capabilities });
  ensure(!capabilities.some(({ code }) => code === lineTerm), playbookErrors.policyInvalid, { list: 'capabilities', codes: [lineTerm] });
  for (const type of types) acceptType(playbook, type);
  differ(
    'lineDuties',
    lineDuties.map(({ line, code }) => `${line} ${code}`),
  );
  return playbook;
}
