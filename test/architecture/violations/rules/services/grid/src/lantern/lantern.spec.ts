import { light } from './lantern.rules.js';

describe('G-97 a lantern is lit once', () => {
  it('from the dark', () => expect(light('DARK')).toBe('LITNEW'));
});
