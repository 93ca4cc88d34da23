import { z } from 'zod';
import { values, type Contract } from '@gezhi/shared/contracts';
import { type DomainError } from '@gezhi/shared/domain';
import { inputReader, type Parts } from './input.js';
import { type InvalidInput } from './invalid-fields.js';

const id = '0190a1b2-0000-7000-8000-000000000001';
const contract = (method: string, path: string, input: z.ZodObject) =>
  ({ subject: 'grid.query.lantern.read.v1', method, path, input }) as unknown as Contract;
const refusal = (read: (parts: Parts) => unknown, parts: Partial<Parts>): DomainError => {
  try {
    read({ params: {}, query: {}, body: undefined, ...parts });
  } catch (error) {
    return error as DomainError;
  }
  throw new Error('was not refused');
};

describe('the input of a read', () => {
  const input = z.object({
    id: values.id,
    year: z.int(),
    lit: z.boolean().optional(),
    colours: z.array(z.enum(['red', 'blue'])).optional(),
    note: z.string().optional(),
    ...values.pageInput,
  });
  const read = inputReader(contract('GET', '/v1/lanterns/:id/years/:year', input));
  const parts = (query: object) => ({ params: { id, year: '2026' }, query, body: undefined });

  it('takes texts of path and query as the types declared', () => {
    expect(read(parts({ limit: '5', lit: 'true', colours: 'red', note: '12' }))).toEqual({
      id,
      year: 2026,
      limit: 5,
      lit: true,
      colours: ['red'],
      note: '12',
    });
    expect(read(parts({ colours: ['red', 'blue'] }))).toMatchObject({ colours: ['red', 'blue'] });
  });

  it.each([
    [{ limit: '' }, '/limit'],
    [{ limit: '5x' }, '/limit'],
    [{ limit: '0x10' }, '/limit'],
    [{ limit: '1e2' }, '/limit'],
    [{ limit: '１０' }, '/limit'],
    [{ limit: ['1', '2'] }, '/limit'],
    [{ lit: '1' }, '/lit'],
    [{ colours: 'green' }, '/colours/0'],
  ])('refuses %j', (query, pointer) => {
    const refused = refusal(read, parts(query)) as InvalidInput;
    expect(refused.code).toBe('platform.request.invalid');
    expect(refused.faults.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  it('refuses unknown names and a body', () => {
    expect(refusal(read, parts({ size: '5' })).code).toBe('gateway.transport.field-unknown');
    expect(refusal(read, parts({ id })).code).toBe('gateway.transport.field-unknown');
    expect(refusal(read, parts({ size: '5' }))).toMatchObject({
      faults: [{ pointer: '/size', message: { zh: '未知字段', en: 'unknown field' } }],
    });
    expect(refusal(read, { ...parts({}), body: {} }).code).toBe('gateway.transport.body-unexpected');
  });
});

describe('the input of a write', () => {
  const input = z.object({ id: values.id, count: z.int().max(5), at: values.instant.optional() });
  const read = inputReader(contract('POST', '/v1/lanterns/:id', input));

  it('takes the body as it came and the path', () => {
    expect(read({ params: { id }, query: {}, body: { count: 3, at: '2026-01-01T08:00:00+08:00' } })).toEqual({
      id,
      count: 3,
      at: '2026-01-01T08:00:00+08:00',
    });
  });

  it.each([
    ['a text for a number', { count: '3' }, 'platform.request.invalid'],
    ['a number out of bounds', { count: 6 }, 'platform.request.invalid'],
    ['a missing field', {}, 'platform.request.invalid'],
    ['an unknown field', { count: 3, role: 'operator' }, 'gateway.transport.field-unknown'],
    ['the field of the path again', { count: 3, id }, 'gateway.transport.field-unknown'],
    ['a list', [], 'platform.request.invalid'],
    ['null', null, 'platform.request.invalid'],
  ])('refuses %s', (_case, body, code) => expect(refusal(read, { params: { id }, body }).code).toBe(code));

  it('refuses a query', () =>
    expect(refusal(read, { params: { id }, body: { count: 1 }, query: { dry: '1' } }).code).toBe('gateway.transport.field-unknown'));

  it('never repeats what was submitted', () => {
    const refused = refusal(read, { params: { id }, body: { count: 'canary-value', 'canary key\n': 1 } }) as InvalidInput;
    expect(JSON.stringify(refused.faults)).not.toContain('canary');
    expect(refused.faults.map((fault) => fault.pointer)).toEqual(['/count', '/?']);
  });
});

describe('a declaration that cannot travel', () => {
  it('does not start', () => {
    expect(() => inputReader(contract('GET', '/v1/lanterns/:id', z.object({})))).toThrow('no field id');
    expect(() => inputReader(contract('GET', '/v1/lanterns', z.object({ area: z.object({}) })))).toThrow('cannot travel');
  });
});
