import * as fc from 'fast-check';
import { fenOf, yuanOf } from './yuan.js';

const most = Number.MAX_SAFE_INTEGER;
const refused = expect.objectContaining({ code: 'platform.money.amount-invalid' });

describe('section 5 (money): yuan with two decimals and integer fen are the same amount', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [-5, '-0.05'],
    [18_000, '180.00'],
    [29, '0.29'],
    [most, '90071992547409.91'],
    [-most, '-90071992547409.91'],
    [4_503_599_627_370_497, '45035996273704.97'],
  ])('%d fen are %s yuan, and back', (fen, yuan) => {
    expect(yuanOf(fen)).toBe(yuan);
    expect(fenOf(yuan)).toBe(fen);
  });

  it('every amount there is comes back as it went', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (fen) => expect(fenOf(yuanOf(fen))).toBe(fen)),
      { numRuns: 20_000 },
    );
  });

  it.each([
    '',
    '1',
    '1.0',
    '1.000',
    '.01',
    '1.',
    '1,000.00',
    ' 1.00',
    '+1.00',
    '１.00',
    '1e2',
    '0x1.00',
    '--1.00',
    '90071992547409.92',
    '999999999999999.00',
    'NaN',
  ])('refuses %p', (yuan) => expect(() => fenOf(yuan)).toThrow(refused));

  it.each([0.5, NaN, Infinity, 2 ** 53])('%d is no amount in fen', (fen) => expect(() => yuanOf(fen)).toThrow(refused));

  it('nothing at all has no sign', () => expect(Object.is(fenOf('-0.00'), 0)).toBe(true));
});
