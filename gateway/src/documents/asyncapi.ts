import { registry, type EventContract } from '@gezhi/shared/contracts';
import { z } from 'zod';
import { featureName } from './feature-names.js';
import { rolesText } from './operations.js';
import { SchemaCatalogue, type JsonSchema } from './schema-catalogue.js';

const cloudEvent = z
  .object({
    specversion: z.literal('1.0'),
    id: z.uuid(),
    source: z.string(),
    type: z.string(),
    subject: z.string().describe('Id of the aggregate'),
    time: z.iso.datetime(),
    datacontenttype: z.literal('application/json'),
    placecode: z.string(),
  })
  .loose()
  .meta({ id: 'CloudEvent', description: 'CloudEvents 1.0, structured JSON' });
const liveEvent = z
  .object({ id: z.uuid(), type: z.string(), time: z.iso.datetime(), placecode: z.string(), data: z.record(z.string(), z.unknown()) })
  .meta({ id: 'LiveEvent', description: 'The data of one server-sent event; its id line is the same id' });

const key = (event: EventContract): string => event.subject.replaceAll('.', '-');

/** The document of all events: the stream of facts, and the live channel of frontends. */
export function asyncapi(): JsonSchema & { components: object } {
  const schemas = new SchemaCatalogue();
  const envelope = schemas.output(cloudEvent);
  const messages: Record<string, JsonSchema> = {};
  const channels: Record<string, JsonSchema> = {};
  const operations: Record<string, JsonSchema> = {};
  for (const event of registry.events()) {
    const name = key(event);
    const payload = {
      allOf: [
        envelope,
        { type: 'object', required: ['data'], properties: { type: { const: event.subject }, data: schemas.output(event.data) } },
      ],
    };
    messages[name] = {
      name: event.subject,
      title: event.summary,
      contentType: 'application/cloudevents+json',
      payload,
      ...audience(event),
    };
    channels[name] = {
      address: event.subject,
      title: featureName(event.service, event.feature),
      servers: [{ $ref: '#/servers/stream' }],
      messages: { [name]: { $ref: `#/components/messages/${name}` } },
    };
    operations[name] = { action: 'send', channel: { $ref: `#/channels/${name}` }, summary: event.summary, tags: [{ name: event.service }] };
  }
  messages.live = { name: 'live', contentType: 'application/json', payload: schemas.output(liveEvent) };
  channels.live = {
    address: '/v1/events',
    title: '实时事件',
    servers: [{ $ref: '#/servers/gateway' }],
    messages: { live: { $ref: '#/components/messages/live' } },
  };
  operations.live = {
    action: 'send',
    channel: { $ref: '#/channels/live' },
    summary: 'Server-sent events: those the account may see, resumed by Last-Event-ID',
  };
  return schemas.place({
    asyncapi: '3.0.0',
    info: {
      title: '格治 events',
      version: '1',
      description: '由契约生成 / generated from the contracts.',
      license: { name: 'AGPL-3.0-or-later' },
    },
    defaultContentType: 'application/json',
    servers: {
      stream: {
        host: '{host}:4222',
        protocol: 'nats',
        description: 'JetStream stream EVENTS',
        variables: { host: { default: 'localhost' } },
      },
      gateway: { host: '{host}:3000', protocol: 'http', variables: { host: { default: 'localhost' } } },
    },
    channels,
    operations,
    components: { messages },
  });
}

const audience = ({ audience: told }: EventContract): JsonSchema =>
  told ? { 'x-audience': told, description: `实时推送：${rolesText(told.roles)}` } : {};
