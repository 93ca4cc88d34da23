import { oneTimeCode } from '@gezhi/shared/contracts';
import { hashOfCode, mintCode } from './one-time-code.js';

describe('X-02 one-time codes', () => {
  it('are read back whatever the case and the hyphens', () => {
    for (let count = 0; count < 200; count++) {
      const { text, hash } = mintCode();
      expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      for (const typed of [text, text.toLowerCase(), text.replaceAll('-', ' ')]) expect(hashOfCode(oneTimeCode.parse(typed))).toEqual(hash);
    }
  });

  it('are all different', () => expect(new Set(Array.from({ length: 1000 }, () => mintCode().text)).size).toBe(1000));
});
