import fc from 'fast-check';
import { ensureImpersonal, personalDatumIn } from './personal-data.rules.js';

const fullWidth = (text: string) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const mobiles = fc.tuple(fc.integer({ min: 3, max: 9 }), digits(9)).map(([second, rest]) => `1${second}${rest}`);
const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true });
const identities = fc
  .tuple(fc.integer({ min: 100_000, max: 999_999 }), days, digits(3), fc.constantFrom('0', '7', 'X', 'x'))
  .map(([place, born, serial, check]) => `${place}${born.toISOString().slice(0, 10).replaceAll('-', '')}${serial}${check}`);
const around = fc.stringMatching(/^[一-龥，。：（）]{0,12}$/);

describe('P-20 what everyone may read carries no personal data', () => {
  it.each([
    ['联系人电话13800138000', 'MOBILE_NUMBER'],
    ['电话：138 0013 8000。', 'MOBILE_NUMBER'],
    ['138-0013-8000', 'MOBILE_NUMBER'],
    ['+8613800138000', 'MOBILE_NUMBER'],
    ['1３８００１３８０００', 'MOBILE_NUMBER'],
    ['138\u200b0013\u200b8000', 'MOBILE_NUMBER'],
    ['13800138000 2026年', 'MOBILE_NUMBER'],
    ['身份证23052119990101001x', 'IDENTITY_NUMBER'],
    ['230521 19990101 001X', 'IDENTITY_NUMBER'],
    ['２３０５２１１９９９０１０１００１Ｘ', 'IDENTITY_NUMBER'],
    ['电话 13 8001 38000', 'MOBILE_NUMBER'],
    ['身份证 320404800101123', 'IDENTITY_NUMBER'],
    ['320404 800101 123', 'IDENTITY_NUMBER'],
    ['注册号 320404800001123', null],
    ['收入 1500.00 18000', null],
    ['咨询电话 0469-4668888', null],
    ['统一社会信用代码 91230521MA1B2C3D4E', null],
    ['统一社会信用代码 911101081380013800', null],
    ['合同编号 2026112800013800138000', null],
    ['收入 14040.00 元，支出 12350.50 元', null],
  ])('%s: %s', (text, found) => expect(personalDatumIn(text)).toBe(found));

  it('names the field that carries it', () => {
    expect(() => ensureImpersonal({ title: '收支公示', text: '详询 13800138000' })).toThrow(
      expect.objectContaining({ code: 'property.notice.personal-data', details: { field: 'text', found: 'MOBILE_NUMBER' } }),
    );
    expect(() => ensureImpersonal({ title: '收支公示', text: '详询社区' })).not.toThrow();
  });

  it('every such number is found, wherever it stands and however wide its digits are', () => {
    fc.assert(
      fc.property(fc.oneof(mobiles, identities), around, around, fc.boolean(), (number, before, after, wide) => {
        expect(personalDatumIn(`${before}${wide ? fullWidth(number) : number}${after}`)).not.toBeNull();
      }),
    );
  });

  it('a text with fewer than eleven digits never carries one', () => {
    const few = fc
      .array(fc.oneof(around, digits(1)), { maxLength: 30 })
      .filter((parts) => parts.filter((part) => /\d/.test(part)).length < 11);
    fc.assert(fc.property(few, (parts) => expect(personalDatumIn(parts.join(''))).toBeNull()));
  });
});
