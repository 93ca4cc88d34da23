import { defaultPlaybook } from '../playbook/default-playbook.rules.js';
import { assess, checkTag } from './drill.rules.js';

const now = '2026-11-23T01:00:00.000Z';
const refusal = (name: string) => expect.objectContaining({ code: `grid.training.${name}` });
const criteria = [{ zh: '倾听', points: 8 }];
const input = { sheetId: 'd1', id: 's1', workerId: 'w1', scenario: '两户因漏水争吵', criteria, level: 2 };
const facts = { session: { mode: 'SCENARIO_DRILL' as const }, attended: true, actorId: 'leader' };

describe('G-32 one vocabulary of capabilities', () => {
  it('that of the playbook', () => {
    for (const { code } of defaultPlaybook.capabilities) expect(() => checkTag(code, defaultPlaybook)).not.toThrow();
    expect(() => checkTag('SINGING', defaultPlaybook)).toThrow(refusal('tag-unknown'));
  });
});

describe('G-31, G-32 a scenario drill is assessed', () => {
  it('criterion by criterion, and tells nobody', () => {
    expect(assess(input, facts, now)).toEqual({
      state: {
        ...{ id: 'd1', version: 1, sessionId: 's1', workerId: 'w1', scenario: '两户因漏水争吵' },
        ...{ criteria, level: 2, assessorId: 'leader', at: now },
      },
      events: [],
    });
  });
  it.each([
    ['not-a-drill', { session: { mode: 'SMALL_CLASS' as const } }],
    ['not-attended', { attended: false }],
    ['not-attended', { attended: null }],
  ])('refuses %s', (name, more) => {
    expect(() => assess(input, { ...facts, ...more }, now)).toThrow(refusal(name));
  });
});
