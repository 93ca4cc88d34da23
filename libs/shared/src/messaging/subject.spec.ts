import { matches } from './subject.js';

describe('subjects under a pattern', () => {
  it.each([
    ['a.b.c', 'a.b.c', true],
    ['a.*.c', 'a.b.c', true],
    ['a.*', 'a.b.c', false],
    ['a.>', 'a.b.c', true],
    ['a.b.c.>', 'a.b.c', false],
    ['*.event.>', 'grid.event.visit.recorded.v1', true],
    ['*.event.>', 'grid.command.visit.record.v1', false],
    ['a.b.c', 'a.b', false],
  ])('%s and %s: %s', (pattern, subject, expected) => expect(matches(pattern, subject)).toBe(expected));
});
