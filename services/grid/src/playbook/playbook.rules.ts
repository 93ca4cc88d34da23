import type { GridType, PolicyOf, publishPlaybookPolicy, TypePlaybook } from '@gezhi/shared/contracts';

/** What a jurisdiction does in each type of grids, in one version. */
export type Playbook = PolicyOf<typeof publishPlaybookPolicy>;

/** G-08 What is laid down for the grids of a type: an accepted playbook has all five. */
export function typeIn(playbook: Pick<Playbook, 'types'>, type: GridType): TypePlaybook {
  return playbook.types.find((one) => one.type === type)!;
}

/** G-32 Of the tags named, those that are no capability of the jurisdiction, each once and sorted. */
export function unknownTags({ capabilities }: Pick<Playbook, 'capabilities'>, tags: readonly string[]): string[] {
  const known = new Set(capabilities.map(({ code }) => code));
  return [...new Set(tags)].filter((tag) => !known.has(tag)).toSorted();
}
