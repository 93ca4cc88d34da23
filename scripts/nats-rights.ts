import { registry, services, type Service } from '@gezhi/shared/contracts';
import { consumerOf } from '@gezhi/shared/messaging';
import { bindingsOf } from './bindings.js';
import { serviceDefinitions } from './services.js';

/** The `permissions` of a NATS user. */
export interface Rights {
  readonly publish: { readonly allow: string[]; readonly deny: string[] };
  readonly subscribe: { readonly allow: string[] };
  /** Answers to what it was asked, whatever the inbox. */
  readonly allow_responses?: { readonly max: number; readonly expires: string };
}

const stream = 'EVENTS';
const revocations = 'gateway.event.session.revoked.v1';

interface Durable {
  readonly name: string;
  readonly subject: string;
}

/** The durable consumers of a service: one for each of its listeners. */
const durablesOf = (service: Service): Durable[] =>
  bindingsOf(serviceDefinitions.find(({ name }) => name === service)!).listeners.map((binding) =>
    consumerOf({ service, binding } as Parameters<typeof consumerOf>[0]),
  );

/** JetStream's own subjects for a durable consumer. */
const using = ({ name, subject }: Durable): string[] => [
  `$JS.API.CONSUMER.CREATE.${stream}.${name}.${subject}`,
  `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.${name}`,
  `$JS.API.CONSUMER.INFO.${stream}.${name}`,
  `$JS.API.CONSUMER.MSG.NEXT.${stream}.${name}`,
  `$JS.ACK.${stream}.${name}.>`,
];

/**
 * Followers are ordered consumers under names of chance, which a permission cannot tell from other names: any name is
 * allowed, and those of the others' durables are denied. What may be filtered by is what the service may follow.
 */
function followers(service: Service): string[] {
  const followed = service === 'gateway' ? ['*.event.>', revocations] : [revocations];
  const anyName = ['INFO', 'MSG.NEXT', 'DELETE'].map((act) => `$JS.API.CONSUMER.${act}.${stream}.*`);
  return [...followed.map((subject) => `$JS.API.CONSUMER.CREATE.${stream}.*.${subject}`), ...anyName];
}

const meddling = ({ name }: Durable): string[] => [
  `$JS.API.CONSUMER.CREATE.${stream}.${name}.>`,
  ...['INFO', 'MSG.NEXT', 'DELETE'].map((act) => `$JS.API.CONSUMER.${act}.${stream}.${name}`),
];

/**
 * What a service may say and hear: it tells its own events, answers its own questions, and hears the stream by consumers of
 * its own; the gateway alone asks. Nobody deletes, purges or changes the stream.
 */
export function rights(service: Service): Rights {
  const stores = [`$JS.API.STREAM.INFO.${stream}`, `$JS.API.STREAM.CREATE.${stream}`, '$JS.API.INFO'];
  const asked = registry.contracts().filter((contract) => contract.service === service);
  const isGateway = service === 'gateway';
  const questions = isGateway
    ? services.filter((name) => name !== 'gateway').flatMap((name) => [`${name}.command.>`, `${name}.query.>`])
    : [];
  return {
    publish: {
      allow: [`${service}.event.>`, ...questions, ...stores, ...followers(service), ...durablesOf(service).flatMap(using)],
      deny: services.filter((other) => other !== service).flatMap((other) => durablesOf(other).flatMap(meddling)),
    },
    subscribe: { allow: [`_INBOX.${service}.>`, ...(isGateway ? [] : asked.map(({ subject }) => subject))] },
    ...(!isGateway && { allow_responses: { max: 1, expires: '2m' } }),
  };
}
