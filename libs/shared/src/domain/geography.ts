import { errors } from '../contracts/define.js';
import { gridCode, placeCode, type PlaceCode } from '../contracts/values.js';
import { ensure } from './decision.js';

export const geographyErrors = errors('platform.geography', {
  codeInvalid: ['invalid', '区划代码应为2、4、6、9、12或15位数字', 'A place code has 2, 4, 6, 9, 12 or 15 digits'],
  gridCodeInvalid: [
    'invalid',
    '网格编码应为县区6位、街道3位、社区3位、网格顺序号3位（001起）',
    'A grid code is 6 digits of county, 3 of street, 3 of community and a 3-digit serial from 001',
  ],
});

/** The levels of the hierarchy with the length of their codes, from the widest place to the narrowest. */
export const placeLevels = { province: 2, city: 4, county: 6, street: 9, community: 12, grid: 15 } as const;
export type PlaceLevel = keyof typeof placeLevels;
const levels = Object.keys(placeLevels) as PlaceLevel[];

/** The level of a place code, by its length; refuses anything but 2, 4, 6, 9, 12 or 15 digits (G-T1). */
export function levelOf(code: PlaceCode): PlaceLevel {
  ensure(placeCode.safeParse(code).success, geographyErrors.codeInvalid, { code });
  return levels.find((level) => placeLevels[level] === code.length)!;
}

/** The code of the place directly above, `null` for a province; refuses a malformed code (section 5.1, coding). */
export function parentOf(code: PlaceCode): PlaceCode | null {
  const above = levels[levels.indexOf(levelOf(code)) - 1];
  return above ? code.slice(0, placeLevels[above]) : null;
}

/** Whether a place is `ancestor` itself or lies below it: prefixes are the hierarchy; refuses malformed codes (section 5.1, coding). */
export function isWithin(code: PlaceCode, ancestor: PlaceCode): boolean {
  levelOf(code);
  levelOf(ancestor);
  return code.startsWith(ancestor);
}

/**
 * The 15-digit code of a grid (G-T1); refuses parts of another length and the serial 000.
 *
 * @param county 6 digits
 * @param street 3 digits within the county
 * @param community 3 digits within the street
 * @param serial 3 digits from 001, west to east and north to south; never reused
 */
export function gridCodeOf(county: string, street: string, community: string, serial: string): PlaceCode {
  const code = county + street + community + serial;
  const lengths = [county, street, community, serial].map((part) => part.length).join('+');
  ensure(lengths === '6+3+3+3' && gridCode.safeParse(code).success, geographyErrors.gridCodeInvalid, { code });
  return code;
}
