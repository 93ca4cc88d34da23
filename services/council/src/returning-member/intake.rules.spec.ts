import { defaultPolicy } from '../service-field/service-field.rules.js';
import { intake, type Row } from './intake.rules.js';

const home = '230521100001';
const row = (externalRef: string, changes: Partial<Row> = {}): Row => ({
  ...{ externalRef, communityCode: home, name: '演示甲', workUnit: '演示单位', skills: ['TUTORING'], slots: ['WEEKEND_DAY'] },
  ...changes,
});

describe('C-15 rows of a list become returning members or are refused, each with its code', () => {
  it.each([
    ['outside-place', { communityCode: '230521101001' }],
    ['work-unit-at-home', { workCommunityCode: home }],
    ['skill-unknown', { skills: ['JUGGLING'] }],
  ])('%s', (code, changes) => {
    expect(intake([row('1'), row('2', changes)], home, defaultPolicy)).toEqual({
      accepted: [row('1')],
      refused: [{ externalRef: '2', code: `council.returning-member.${code}` }],
    });
  });

  it('a number that occurs twice counts once, and is another in another community', () => {
    const elsewhere = row('1', { communityCode: '230521100002' });
    expect(intake([row('1'), row('1', { name: '演示乙' }), elsewhere], home.slice(0, 9), defaultPolicy)).toEqual({
      accepted: [row('1'), elsewhere],
      refused: [{ externalRef: '1', code: 'council.returning-member.repeated-in-batch' }],
    });
  });
});
