import { gridCodeOf, isWithin, levelOf, parentOf } from './geography.js';

const codeInvalid = expect.objectContaining({ code: 'platform.geography.code-invalid' });
const gridCodeInvalid = expect.objectContaining({ code: 'platform.geography.grid-code-invalid' });

describe('G-T1 a grid code is 6 county + 3 street + 3 community + 3 serial digits', () => {
  it('puts 320404 + 003 + 012 + 007 together', () => {
    expect(gridCodeOf('320404', '003', '012', '007')).toBe('320404003012007');
  });

  it.each([
    ['14 digits', '320404', '003', '012', '07'],
    ['16 digits', '320404', '003', '012', '0007'],
    ['15 digits split elsewhere', '32040', '4003', '012', '007'],
    ['serial 000', '320404', '003', '012', '000'],
    ['a letter', '320404', '003', '012', '00a'],
    ['digits of another script', '320404', '003', '012', '００７'],
    ['nothing', '', '', '', ''],
  ])('refuses %s', (_, county, street, community, serial) => {
    expect(() => gridCodeOf(county, street, community, serial)).toThrow(gridCodeInvalid);
  });

  it.each(['32040400301200', '3204040030120070', '3', '', '32040a', '320404003012007\n'])('refuses the place code %j', (code) => {
    expect(() => levelOf(code)).toThrow(codeInvalid);
    expect(() => parentOf(code)).toThrow(codeInvalid);
    expect(() => isWithin(code, '32')).toThrow(codeInvalid);
    expect(() => isWithin('320404003012007', code)).toThrow(codeInvalid);
  });
});

describe('section 5.1 (coding): prefixes are the hierarchy of places', () => {
  it.each([
    ['23', 'province', null],
    ['2305', 'city', '23'],
    ['230521', 'county', '2305'],
    ['230521100', 'street', '230521'],
    ['230521100003', 'community', '230521100'],
    ['230521100003001', 'grid', '230521100003'],
  ])('%s is a %s below %s', (code, level, parent) => {
    expect(levelOf(code)).toBe(level);
    expect(parentOf(code)).toBe(parent);
  });

  it('holds a place within itself and those above, not within siblings, others or those below', () => {
    expect(isWithin('320404004', '320404004')).toBe(true);
    expect(isWithin('320404004012007', '320404')).toBe(true);
    expect(isWithin('320404004', '320404005')).toBe(false);
    expect(isWithin('320404004', '230521')).toBe(false);
    expect(isWithin('320404', '320404004')).toBe(false);
  });
});
