import { votingCodeErrors } from '@gezhi/shared/contracts';
import fc from 'fast-check';
import { codeAlphabet, codeLength, codePreimage, codeToWeigh, printedCode, typedCode, wrongAttemptsAllowed } from './voting-code.rules.js';

const random = fc.uint8Array({ minLength: codeLength, maxLength: codeLength });

describe('C-10 codes of entries', () => {
  it('have eighty bits, all signs alike', () => {
    expect(256 % codeAlphabet.length).toBe(0);
    expect(new Set(codeAlphabet).size).toBe(32);
    expect(Math.log2(codeAlphabet.length) * codeLength).toBe(80);
  });

  it('are printed in groups, and typed in any way people write them', () => {
    fc.assert(
      fc.property(random, fc.constantFrom(' ', '-', '', ' - '), (bytes, between) => {
        const printed = printedCode(bytes);
        expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(typedCode(printed.toLowerCase().replaceAll('-', between))).toBe(printed.replaceAll('-', ''));
      }),
    );
    expect(typedCode('oO-iIlL')).toBe('001111');
  });

  it('another entry, serial or salt hashes another text', () => {
    const texts = [
      codePreimage('b', 1, 1, 's', 'c'),
      codePreimage('b', 2, 1, 's', 'c'),
      codePreimage('b', 1, 2, 's', 'c'),
      codePreimage('b', 1, 1, 't', 'c'),
    ];
    expect(new Set(texts).size).toBe(4);
  });

  it.each([
    [undefined, { wrongAttempts: 0 }, votingCodeErrors.wanted],
    [' - ', { wrongAttempts: 0 }, votingCodeErrors.wanted],
    ['abcd', undefined, votingCodeErrors.locked],
    ['abcd', { wrongAttempts: wrongAttemptsAllowed }, votingCodeErrors.locked],
  ])('%s with %j is not weighed', (typed, live, definition) => {
    expect(() => codeToWeigh(typed, live)).toThrow(expect.objectContaining({ definition }));
  });

  it('one that is left an attempt is weighed as it is hashed', () => {
    expect(codeToWeigh('ab-cd', { wrongAttempts: wrongAttemptsAllowed - 1 })).toBe('ABCD');
  });
});
