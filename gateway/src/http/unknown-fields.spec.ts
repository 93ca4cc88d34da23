import { z } from 'zod';
import type { InvalidInput } from './invalid-fields.js';
import { refuseUnknown } from './unknown-fields.js';

const schema = z.object({
  a: z.object({ b: z.string() }),
  list: z.array(z.object({ c: z.int() })),
  free: z.record(z.string(), z.unknown()).optional(),
});
const fields = (input: unknown): unknown => {
  try {
    refuseUnknown(input, schema.parse(input));
    return 'accepted';
  } catch (error) {
    return (error as InvalidInput).faults.map(({ pointer, message }) => `${pointer} ${message.zh} ${message.en}`);
  }
};

describe('a member the contract does not know', () => {
  it('is refused at any depth, by its pointer', () => {
    expect(fields({ a: { b: 'x', d: 1 }, list: [] })).toEqual(['/a/d 未知字段 unknown field']);
    expect(fields({ a: { b: 'x' }, list: [{ c: 1 }, { c: 2, e: 3 }] })).toEqual(['/list/1/e 未知字段 unknown field']);
  });
  it('is accepted where the contract leaves the names free', () =>
    expect(fields({ a: { b: 'x' }, list: [{ c: 1 }], free: { any: { thing: 1 } } })).toBe('accepted'));
});
