import { publish, push } from './case.rules.js';

const now = '2026-11-23T01:00:00.000Z';
const [article, pushed] = ['0190aaaa-0000-7000-8000-000000000002', '0190aaaa-0000-7000-8000-000000000003'];
const playbook = { capabilities: [{ code: 'MEDIATION', zh: '矛盾调解', source: '试验', assumed: true }] };
const refusal = (name: string) => expect.objectContaining({ code: `grid.training.${name}` });

describe('G-30 a typical case is published', () => {
  const input = { id: article, placeCode: '230521', title: '试验案例', body: '试验正文', tag: 'MEDIATION' };

  it('under a capability of the jurisdiction', () => {
    expect(publish(input, { playbook, actorId: 'leader' }, now)).toEqual({
      state: { ...input, version: 1, publishedById: 'leader', publishedAt: now },
      events: [],
    });
    expect(() => publish({ ...input, tag: 'SINGING' }, { playbook, actorId: 'leader' }, now)).toThrow(refusal('tag-unknown'));
  });
});

describe('G-30 a case is pushed', () => {
  const input = { pushId: pushed, id: article, channel: 'WECHAT_GROUP' as const, placeCode: '230521100001', recipients: 45 };

  it('to the place it was published for, or within it', () => {
    const { state, events } = push(input, '230521', now);
    expect(state).toEqual({
      ...{ id: pushed, version: 1, articleId: article, placeCode: '230521100001' },
      ...{ channel: 'WECHAT_GROUP', recipients: 45, pushedAt: now },
    });
    expect(events.map(({ data }) => data)).toEqual([
      { pushId: pushed, articleId: article, placeCode: '230521100001', at: now, version: 1 },
    ]);
  });
  it.each([undefined, '230521100001001', '320404004'])('refuses a case of %s', (of) => {
    expect(() => push(input, of, now)).toThrow(refusal('case-unknown'));
  });
});
