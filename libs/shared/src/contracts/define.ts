import { type z } from 'zod';
import { register } from './registry.js';
import type { Axis, Role } from './roles.js';

/** The closed list of error categories; the gateway maps each to one HTTP status. */
export type ErrorCategory =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'rule'
  | 'precondition'
  | 'too-many'
  | 'unavailable'
  | 'internal';

export interface ErrorDefinition {
  readonly code: string;
  readonly category: ErrorCategory;
  /** What is wrong and what to do, for people. */
  readonly title: { readonly zh: string; readonly en: string };
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * Declares the error codes of a feature: `errors('grid.visit', { householdUnknown: ['rule', '中文', 'English'] })`
 * gives `visitErrors.householdUnknown` with the code `grid.visit.household-unknown`.
 *
 * @param feature `<service>.<feature>`, the prefix of every code
 * @param table camelCase name → [category, Chinese sentence, English sentence]; a sentence says what to do
 */
export function errors<T extends Record<string, readonly [ErrorCategory, string, string]>>(
  feature: string,
  table: T,
): { readonly [K in keyof T & string]: ErrorDefinition } {
  const entries = Object.entries(table).map(([name, [category, zh, en]]) => {
    const definition: ErrorDefinition = { code: `${feature}.${kebab(name)}`, category, title: { zh, en } };
    register.error(definition);
    return [name, definition];
  });
  return Object.fromEntries(entries);
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Declaration<I extends z.ZodObject, O extends z.ZodType> {
  /** `<service>.<command|query>.<feature>.<action>.v<n>` */
  subject: string;
  /** One line for the API documentation. */
  summary: string;
  /** Who may ask at all; where they may ask is decided by `scope`. An empty list is refused unless the scope is public. */
  roles: readonly Role[];
  /** The axes by which the rows are narrowed to the actor's assignments. */
  scope: readonly Axis[];
  /** HTTP method and path below the host, with `:name` for fields of the input that travel in the path. Absent: asked by the gateway alone. */
  method?: Method;
  path?: string;
  input: I;
  output: O;
  /** The refusals of this operation beside the general ones. */
  errors?: readonly ErrorDefinition[];
  /**
   * Figures of the place `placeCode` as a whole: whoever is not assigned to all of it is refused, and never takes the figures of
   * a part for those of the whole.
   */
  wholePlace?: boolean;
  /** The output carries `version`: the answer has an ETag, and changes accept If-Match. */
  versioned?: boolean;
  /** Personal data are read: the access is logged before it is answered. */
  sensitive?: boolean;
  /** A command that carries secrets or has an identity of its own: it takes no Idempotency-Key and keeps no answer. */
  idempotencyExempt?: boolean;
  /**
   * Nobody is to know who asks, neither now nor from what is stored: the gateway hands on no token, key or trace of the caller, and the
   * audit keeps neither a hash of the input nor a trace. Public, without Idempotency-Key; what is asked has to be safe to repeat.
   */
  anonymous?: boolean;
  /**
   * The body is not read as JSON but handed on as it came, as the text `body` of the input, together with `headers`: those of the
   * request named here, in lower case. For what a stranger has signed. It answers 200, with plain text when the output is a word.
   */
  raw?: readonly string[];
  /** The operation exists only in demo mode and in tests. */
  demoOnly?: boolean;
  /**
   * Formats the gateway can render beside JSON: from all pages of the query, from the sections of a document (`printed`), or, as
   * `ics`, from a list whose items stand in a calendar (`calendarEntry`).
   */
  exports?: readonly ('csv' | 'xlsx' | 'pdf' | 'ics')[];
  /** How long the gateway waits for the answer; 5 s unless told. */
  timeoutMs?: number;
}

export interface Contract<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> extends Readonly<Declaration<I, O>> {
  readonly kind: 'command' | 'query';
  readonly service: Service;
  readonly feature: string;
  readonly action: string;
}

export const services = ['grid', 'property', 'council', 'incentive', 'gateway'] as const;
export type Service = (typeof services)[number];

export type InputOf<C extends Contract> = z.output<C['input']>;
export type OutputOf<C extends Contract> = z.output<C['output']>;

const grammar = /^(grid|property|council|incentive|gateway)\.(command|query|event)\.([a-z0-9-]+)\.([a-z0-9-]+)\.v([0-9]+)$/;

function parse(subject: string, kinds: readonly string[]) {
  const match = grammar.exec(subject);
  if (!match || !kinds.includes(match[2]!))
    throw new Error(`subject ${subject} does not follow <service>.<${kinds.join('|')}>.<feature>.<action>.v<n>`);
  return { service: match[1] as Service, kind: match[2]!, feature: match[3]!, action: match[4]! };
}

/** Declares a command or a query once; routes, validation, documents, permissions and the client follow from it. */
export function contract<I extends z.ZodObject, O extends z.ZodType>(declaration: Declaration<I, O>): Contract<I, O> {
  const { service, kind, feature, action } = parse(declaration.subject, ['command', 'query']);
  const result = { ...declaration, service, kind: kind as 'command' | 'query', feature, action };
  if (!result.scope.length) throw new Error(`${result.subject} names no scope`);
  if (!result.roles.length && !result.scope.includes('public')) throw new Error(`${result.subject} names no role`);
  if (result.anonymous && !(result.scope.includes('public') && result.idempotencyExempt))
    throw new Error(`${result.subject} is anonymous, but not public and without key`);
  if (result.wholePlace && !('placeCode' in result.input.shape)) throw new Error(`${result.subject} names no place`);
  register.contract(result);
  return result;
}

/** Who may be told of an event by server-sent events. Absent: nobody. Fields name members of the event's data. */
export interface Audience {
  readonly roles: readonly Role[];
  /** Field with the place code the listener's assignment must cover. */
  readonly placeField?: string;
  /** Field with the household id whose residents are told. */
  readonly householdField?: string;
  /** Field with the account id that is told. */
  readonly accountField?: string;
}

interface EventDeclaration<D extends z.ZodObject> {
  /** `<service>.event.<feature>.<past participle>.v<n>` */
  subject: string;
  summary: string;
  /** Ids, codes, values and times only; never personal data. */
  data: D;
  audience?: Audience;
}

/** One thing that happened, as a rule decides it: an event's declaration with its data. */
export interface Happened<D = unknown> {
  readonly event: EventContract;
  readonly data: D;
}

export interface EventContract<D extends z.ZodObject = z.ZodObject> extends Readonly<EventDeclaration<D>> {
  readonly service: Service;
  readonly feature: string;
  /** Makes the fact a rule hands out: `decide(next, visitRecorded({ … }))`. */
  (data: z.input<D>): Happened<z.output<D>>;
}

export type EventData<E extends EventContract> = z.output<E['data']>;

/** Declares an event once; the result is also the function that makes one. Its data are checked when it is made. */
export function event<D extends z.ZodObject>(declaration: EventDeclaration<D>): EventContract<D> {
  const { service, feature } = parse(declaration.subject, ['event']);
  const make = (data: z.input<D>): Happened<z.output<D>> => ({ event: result, data: declaration.data.parse(data) });
  const result: EventContract<D> = Object.assign(make, declaration, { service, feature });
  register.event(result);
  return result;
}
