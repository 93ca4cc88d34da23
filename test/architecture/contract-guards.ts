import type { Source } from './source.js';

/** A contract or an event as the registry knows it. */
export interface Declared {
  readonly subject: string;
  readonly service: string;
  readonly feature: string;
}

/** Contracts and events under the names they are used by; what every service has alike stands under `platform.<action>`. */
export interface Vocabulary {
  readonly contracts: ReadonlyMap<string, Declared>;
  readonly events: ReadonlyMap<string, Declared>;
}

const platformHome = 'libs/shared/src/platform/';
const homeOf = (service: string): string => ({ platform: platformHome, gateway: 'gateway/src/' })[service] ?? `services/${service}/src/`;

/** The names under which the exports hold what is declared: their own, or `platform.<name>` in the table kept for every service. */
function namesIn(exported: Record<string, unknown>, perService: Record<string, Record<string, unknown>>): (readonly [string, unknown])[] {
  const platform = Object.values(perService).flatMap((table) =>
    Object.entries(table).map(([name, value]) => [`platform.${name}`, value] as const),
  );
  return [...Object.entries(exported), ...platform];
}

/**
 * @param exported the exports of `@gezhi/shared/contracts`
 * @param perService service → name → what every service declares alike
 * @param contracts, events what the registry holds
 */
export function vocabularyOf(
  exported: Record<string, unknown>,
  perService: Record<string, Record<string, unknown>>,
  contracts: readonly Declared[],
  events: readonly Declared[],
): Vocabulary {
  const names = namesIn(exported, perService);
  const named = (declared: readonly Declared[]) =>
    new Map(
      names
        .filter(([, value]) => declared.includes(value as Declared))
        .map(([name, value]) => [
          name,
          name.startsWith('platform.') ? { ...(value as Declared), service: 'platform' } : (value as Declared),
        ]),
    );
  return { contracts: named(contracts), events: named(events) };
}

/** What the registry holds and no export leads to. */
export function namelessFaults(
  exported: Record<string, unknown>,
  perService: Record<string, Record<string, unknown>>,
  declared: readonly Declared[],
): string[] {
  const known = new Set(namesIn(exported, perService).map(([, value]) => value));
  return declared.filter((one) => !known.has(one)).map(({ subject }) => subject);
}

interface Use {
  readonly name: string;
  readonly path: string;
}

/** Where a decorator names something, under the name it is exported by. */
function usesOf(sources: readonly Source[], pattern: RegExp): Use[] {
  return sources
    .filter(({ path }) => !path.endsWith('.spec.ts'))
    .flatMap(({ path, text }) => {
      const aliases = new Map([...text.matchAll(/\b(\w+) as (\w+)\b/g)].map(([, name, alias]) => [alias!, name!]));
      const prefix = path.startsWith(platformHome) ? 'platform.' : '';
      return [...text.matchAll(pattern)]
        .map((match) => ({ name: aliases.get(match[1]!) ?? match[1]!, path }))
        .map((use) => ({ ...use, name: prefix + use.name }));
    });
}

/** A contract has exactly one handler, in its service's folder and, in a service, in its feature's. */
export function handlerFaults({ contracts }: Vocabulary, sources: readonly Source[]): string[] {
  const handlers = usesOf(sources, /^\s*@Handles\((\w+)\)/gm);
  const strangers = handlers
    .filter(({ name }) => !contracts.has(name))
    .map(({ name, path }) => `${path}: @Handles(${name}) names no contract`);
  const faults = [...contracts].flatMap(([name, { service, feature }]) => {
    const own = handlers.filter((handler) => handler.name === name);
    if (own.length !== 1) return [`${name} has ${own.length} handlers${own.map(({ path }) => `, ${path}`).join('')}`];
    const home = homeOf(service) + (['platform', 'gateway'].includes(service) ? '' : `${feature}/`);
    return own[0]!.path.startsWith(home) ? [] : [`${name} is handled in ${own[0]!.path}, not below ${home}`];
  });
  return [...strangers, ...faults];
}

/** A listener names a declared event. */
export function listenerFaults({ events }: Vocabulary, sources: readonly Source[]): string[] {
  return usesOf(sources, /^\s*@On\((\w+)[,)]/gm)
    .filter(({ name }) => !events.has(name) && !events.has(name.replace('platform.', '')))
    .map(({ name, path }) => `${path}: @On(${name}) names no event`);
}

const decides = /\.(rules|plan|commands|schedule)\.ts$/;
const withoutImports = (text: string): string => text.replace(/^import[^;]*;/gm, '');

/** An event is made where its service decides: in rules, plans, commands or schedules; anywhere in the gateway. */
export function publisherFaults({ events }: Vocabulary, sources: readonly Source[]): string[] {
  return [...events].flatMap(([name, { service }]) => {
    const home = homeOf(service);
    const places = sources.filter(
      ({ path }) => path.startsWith(home) && !path.endsWith('.spec.ts') && (decides.test(path) || !home.startsWith('services')),
    );
    const used = new RegExp(`\\b${name.replace('platform.', '')}\\b`);
    const made = places.some(({ text }) => used.test(withoutImports(text)));
    return made ? [] : [`${name} of ${service} is made nowhere`];
  });
}

/** No two declarations share a subject. */
export function subjectFaults(declared: readonly Declared[]): string[] {
  const subjects = declared.map(({ subject }) => subject);
  return subjects.filter((subject, index) => subjects.indexOf(subject) !== index).map((subject) => `${subject} is declared twice`);
}
