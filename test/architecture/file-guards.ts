import type { Source } from './source.js';

const featureKinds = ['rules', 'entity', 'commands', 'queries', 'subscriber', 'schedule', 'module', 'plan', 'fixture', 'cli'];
const kebab = '[a-z0-9]+(-[a-z0-9]+)*';
const allowed = [
  new RegExp(`^services/[a-z]+/src/(main|service\\.module)\\.ts$`),
  new RegExp(`^services/[a-z]+/src/migrations/(index|\\d{13}-${kebab})\\.ts$`),
  new RegExp(`^services/[a-z]+/src/${kebab}/${kebab}\\.(${featureKinds.join('|')})\\.ts$`),
  new RegExp(`^services/[a-z]+/src/${kebab}/${kebab}(\\.${kebab})*(\\.int)?\\.spec\\.ts$`),
];

/** A feature folder holds only the kinds of file of CONTRIBUTING.md, scenarios of its specs, fixtures, plans for other features, and what operators run by hand. */
export function kindFaults(sources: readonly Source[]): string[] {
  return sources
    .map(({ path }) => path)
    .filter((path) => path.startsWith('services/') && !allowed.some((form) => form.test(path)))
    .map((path) => `${path} is no known kind of file`);
}

/** A fixture serves specs only. */
export function fixtureFaults(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path, text }) => !/\.(spec|fixture)\.ts$/.test(path) && /from '[^']*\.fixture\.js'/.test(text))
    .map(({ path }) => `${path} imports a fixture`);
}

/** More lines than this are too many to read; contracts and specs are lists and may be longer. */
export const longest = 250;
const isList = (path: string): boolean => path.endsWith('.spec.ts') || path.includes('/contracts/') || path.includes('/migrations/');
export const lines = ({ text }: Source): number => text.trimEnd().split('\n').length;

export function sizeFaults(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => lines(source) > (isList(source.path) ? 2 * longest : longest))
    .map((source) => `${source.path} has ${lines(source)} lines`);
}

/** Everything is exported by name. */
export function defaultExportFaults(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path, text }) => /^export default\b|^export \{[^}]*\bas default\b/m.test(text) && !path.endsWith('.d.ts'))
    .map(({ path }) => `${path} has a default export`);
}
