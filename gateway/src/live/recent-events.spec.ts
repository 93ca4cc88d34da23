import { RecentEvents, type RecentEvent } from './recent-events.js';

const event = (id: string): RecentEvent => ({ id, subject: 'x', event: id });
const ids = (events: readonly RecentEvent[] | undefined) => events?.map(({ id }) => id);

describe('X-T2 a connection resumes after the last event it saw', () => {
  it('gives what came after, in order', () => {
    const recent = new RecentEvents();
    for (const id of ['a', 'b', 'c']) recent.add(event(id));
    expect(ids(recent.after('a'))).toEqual(['b', 'c']);
    expect(ids(recent.after('c'))).toEqual([]);
  });

  it('does not know what it never had', () => expect(new RecentEvents().after('x')).toBeUndefined());

  it('takes a repeated event once', () => {
    const recent = new RecentEvents();
    expect([recent.add(event('a')), recent.add(event('b')), recent.add(event('a'))]).toEqual([true, true, false]);
    expect(ids(recent.after('a'))).toEqual(['b']);
  });

  it('keeps at least its capacity and forgets what is older', () => {
    const recent = new RecentEvents(3);
    for (let number = 0; number < 20; number++) recent.add(event(String(number)));
    expect(ids(recent.after('17'))).toEqual(['18', '19']);
    expect(ids(recent.after('16'))).toEqual(['17', '18', '19']);
    expect(recent.after('3')).toBeUndefined();
  });
});
