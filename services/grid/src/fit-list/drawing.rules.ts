import { fitListErrors } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import { assign, type Assignment, type FitCadre, type FitGrid, type FitInputs, type FitTerms } from './assignment.rules.js';

/** What a list is drawn up from, in any order. */
export interface FitFacts {
  readonly playbookVersion: number;
  readonly types: readonly (FitTerms & { readonly type: FitGrid['type'] })[];
  readonly grids: readonly FitGrid[];
  readonly cadres: readonly Omit<FitCadre, 'levels' | 'recusedAt'>[];
  /** The latest level of each capability. */
  readonly levels: readonly { readonly holderId: string; readonly tag: string; readonly level: number }[];
  /** The grids and communities that cadres stand back from. */
  readonly recusals: readonly { readonly cadreId: string; readonly placeCode: string }[];
}

const inOrder = (a: string, b: string): number => Number(a > b) - Number(a < b);

/**
 * G-13, G-T16 Freezes what a list is computed from, in an order of its own, so that the same facts give the same list to the byte.
 * Refuses with `grid.fit-list.grid-unknown` or `cadres-missing`.
 */
export function freeze(facts: FitFacts): FitInputs {
  ensure(facts.grids.length, fitListErrors.gridUnknown);
  ensure(facts.cadres.length, fitListErrors.cadresMissing);
  const grids = facts.grids.toSorted((a, b) => inOrder(a.code, b.code));
  const levelsOf = (id: string) => facts.levels.filter(({ holderId }) => holderId === id).toSorted((a, b) => inOrder(a.tag, b.tag));
  const recusedAt = (id: string) => {
    const places = facts.recusals.filter(({ cadreId }) => cadreId === id).map(({ placeCode }) => placeCode);
    return grids.map(({ code }) => code).filter((code) => places.some((place) => code.startsWith(place)));
  };
  const cadres = facts.cadres
    .toSorted((a, b) => inOrder(a.id, b.id))
    .map(({ id, line, load }) => ({
      ...{ id, line, load, recusedAt: recusedAt(id) },
      levels: Object.fromEntries(levelsOf(id).map(({ tag, level }) => [tag, level])),
    }));
  const used = facts.types
    .filter(({ type }) => grids.some((grid) => grid.type === type))
    .toSorted((a, b) => inOrder(a.type, b.type))
    .map(({ type, weights, requiredLines, minimum, maximum }) => [type, { weights, requiredLines, minimum, maximum }] as const);
  const { playbookVersion } = facts;
  return {
    playbookVersion,
    cadres,
    grids: grids.map(({ code, type, openWork }) => ({ code, type, openWork })),
    types: Object.fromEntries(used),
  };
}

export interface Drawn {
  readonly inputs: FitInputs;
  readonly assignment: Assignment;
}

/** G-13 Draws a list up from the facts; refuses as `freeze` does. */
export function draw(facts: FitFacts): Drawn {
  const inputs = freeze(facts);
  return { inputs, assignment: assign(inputs) };
}
