import { breakingChanges, type Lock } from './additive.js';

const object = (properties: object, required: string[] = []) => ({ type: 'object', properties, required });
const text = { type: 'string' };
const lock = (contract: object = {}, more: object = {}): Lock =>
  ({
    contracts: {
      'grid.command.lantern.light.v1': {
        roles: ['cadre'],
        scope: ['place'],
        route: 'POST /v1/lanterns',
        versioned: true,
        input: object({ id: text }, ['id']),
        output: { $ref: '#/components/schemas/Lantern' },
        ...contract,
      },
    },
    events: { 'grid.event.lantern.lit.v1': { data: object({ id: text }, ['id']) } },
    errors: { 'grid.lantern.already-lit': 'rule' },
    components: { schemas: { Lantern: object({ id: text, colour: { type: 'string', enum: ['red', 'blue'] } }, ['id']) } },
    ...more,
  }) as Lock;

describe('a released contract changes by addition only', () => {
  it.each([
    ['nothing', lock()],
    ['a new optional field of the input', lock({ input: object({ id: text, note: text }, ['id']) })],
    ['a field of the input no longer demanded', lock({ input: object({ id: text }) })],
    ['another role', lock({ roles: ['cadre', 'operator'] })],
    [
      'a new field and value of the output',
      lock(
        {},
        {
          components: {
            schemas: { Lantern: object({ id: text, at: text, colour: { type: 'string', enum: ['red', 'blue', 'green'] } }, ['id', 'at']) },
          },
        },
      ),
    ],
    ['a description', lock({ input: object({ id: { ...text, description: 'which' } }, ['id']) })],
    ['a new error', lock({}, { errors: { 'grid.lantern.already-lit': 'rule', 'grid.lantern.broken': 'rule' } })],
  ])('%s is additive', (_case, after) => expect(breakingChanges(lock(), after)).toEqual([]));

  it.each([
    ['a contract gone', lock({}, { contracts: {} }), 'grid.command.lantern.light.v1: gone'],
    [
      'a field newly demanded of callers',
      lock({ input: object({ id: text, note: text }, ['id', 'note']) }),
      'grid.command.lantern.light.v1 input.note: required',
    ],
    ['a field of the input gone', lock({ input: object({}) }), 'grid.command.lantern.light.v1 input.id: gone'],
    ['a role gone', lock({ roles: [] }), 'grid.command.lantern.light.v1: role cadre'],
    ['another route', lock({ route: 'PUT /v1/lanterns' }), 'grid.command.lantern.light.v1: route'],
    [
      'a field of the output gone',
      lock({}, { components: { schemas: { Lantern: object({ id: text }, ['id']) } } }),
      'grid.command.lantern.light.v1 output.colour: gone',
    ],
    [
      'a field of the output no longer promised',
      lock({}, { components: { schemas: { Lantern: object({ id: text, colour: { type: 'string', enum: ['red', 'blue'] } }) } } }),
      'grid.command.lantern.light.v1 output.id: required',
    ],
    ['another type', lock({ input: object({ id: { type: 'integer' } }, ['id']) }), 'grid.command.lantern.light.v1 input.id: type'],
    [
      'a value gone',
      lock({}, { components: { schemas: { Lantern: object({ id: text, colour: { type: 'string', enum: ['red'] } }, ['id']) } } }),
      'grid.command.lantern.light.v1 output.colour: value blue',
    ],
    [
      'a field of an event gone',
      lock({}, { events: { 'grid.event.lantern.lit.v1': { data: object({}) } } }),
      'grid.event.lantern.lit.v1.id: gone',
    ],
    ['another category', lock({}, { errors: { 'grid.lantern.already-lit': 'conflict' } }), 'grid.lantern.already-lit: category'],
  ])('%s is not', (_case, after, line) => expect(breakingChanges(lock(), after)).toContain(line));
});
