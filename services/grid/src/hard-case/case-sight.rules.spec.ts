import { canSee, ensureDoer } from './case-sight.rules.js';
import { refusal } from './hard-case.fixture.js';

const nobody = { leads: false, confidant: false, member: false };

describe('G-17 who sees and who acts on a case', () => {
  it('a restricted one is there for those in confidence and its people alone', () => {
    const seen = (restricted: boolean, by: object) => refusal(() => canSee(restricted, { ...nobody, ...by }));
    expect([seen(false, {}), seen(true, { confidant: true }), seen(true, { member: true })]).toEqual(Array(3).fill('accepted'));
    expect([seen(true, {}), seen(true, { leads: true })]).toEqual(Array(2).fill('platform.request.not-found'));
  });

  it('G-16 its people and those who lead there act on it', () => {
    const acts = (restricted: boolean, by: object) => refusal(() => ensureDoer(restricted, { ...nobody, ...by }));
    expect([acts(false, { leads: true }), acts(true, { member: true })]).toEqual(Array(2).fill('accepted'));
    expect([acts(false, {}), acts(true, {})]).toEqual(['grid.hard-case.not-member', 'platform.request.not-found']);
  });
});
