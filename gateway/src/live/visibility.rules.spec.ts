import type { Audience } from '@gezhi/shared/contracts';
import { isVisible, type Listener } from './visibility.rules.js';

const account = '0190a1b2-0000-7000-8000-000000000001';
const household = '0190a1b2-0000-7000-8000-0000000000aa';
const worker = (scope: string): Listener => ({
  account,
  roles: ['grid-worker'],
  assignments: [{ role: 'grid-worker', axis: 'place', scope }],
});
const resident: Listener = { account, roles: ['resident'], assignments: [{ role: 'resident', axis: 'self', scope: household }] };
const audience: Audience = {
  roles: ['grid-worker', 'resident'],
  placeField: 'placeCode',
  householdField: 'householdId',
  accountField: 'accountId',
};
const data = { placeCode: '320404004001002', householdId: household, note: 'x' };

describe('X-T7 an event reaches those it declares and nobody else', () => {
  it.each([
    ['of the grid itself', worker('320404004001002'), true],
    ['of the community above', worker('320404004001'), true],
    ['of the neighbouring grid', worker('320404004001003'), false],
    ['of a place below the event', worker('3204040040010021'), false],
    ['without an assignment', { ...worker(''), assignments: [] }, false],
    ['with an empty scope', worker(''), false],
    ['of the household', resident, true],
    ['of another household', { ...resident, assignments: [{ role: 'resident', axis: 'self', scope: account }] }, false],
  ])('a listener %s: %s', (_case, listener, expected) => expect(isVisible(audience, data, listener)).toBe(expected));

  it('an assignment in a role outside the audience does not help a role inside it', () => {
    const listener = { account, roles: ['grid-worker', 'operator'], assignments: [{ role: 'operator', axis: 'place', scope: '32' }] };
    expect(isVisible(audience, data, listener)).toBe(false);
  });

  it('a role of an assignment that the token no longer carries does not count', () => {
    expect(isVisible(audience, data, { ...worker('320404004001'), roles: ['cadre'] })).toBe(false);
  });

  it('the account named is told, in a role of the audience only', () => {
    const told = { ...data, placeCode: '11', accountId: account };
    expect(isVisible(audience, told, worker('320404004001002'))).toBe(true);
    expect(isVisible(audience, told, { ...worker('32'), roles: ['operator'] })).toBe(false);
  });

  it('no audience, or one without fields, is nobody', () => {
    expect(isVisible(undefined, data, worker('32'))).toBe(false);
    expect(isVisible({ roles: ['grid-worker'] }, data, worker('32'))).toBe(false);
  });

  it('a field that is missing or no text covers nobody', () => {
    expect(isVisible({ roles: ['grid-worker'], placeField: 'missing' }, data, worker('32'))).toBe(false);
    expect(isVisible({ roles: ['grid-worker'], placeField: 'list' }, { list: ['32'] }, worker('32'))).toBe(false);
    expect(isVisible({ roles: ['resident'], householdField: 'missing' }, data, resident)).toBe(false);
  });
});
