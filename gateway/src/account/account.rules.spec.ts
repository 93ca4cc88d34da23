import fc from 'fast-check';
import { accountErrors, requestErrors, roles, roleTable, type ErrorDefinition, type Role } from '@gezhi/shared/contracts';
import { checkReachable } from '@gezhi/shared/domain';
import {
  accountLife,
  ensureEndable,
  ensureGoverns,
  ensureNear,
  ensureOperatorLeft,
  ensurePassword,
  extendsTo,
  scopeOf,
} from './account.rules.js';

const refusal = (act: () => unknown): ErrorDefinition | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { definition: ErrorDefinition }).definition;
  }
};

describe('X-02 the life of an account', () => {
  it('reaches every state and no unknown one', () => expect(checkReachable(accountLife)).toEqual({ unreachable: [], unknown: [] }));

  it.each(accountLife.all().map(({ from, action, to }) => [from, action, to] as const))('%s: %s → %s', (from, action, to) => {
    expect(accountLife.next(from, action)).toBe(to);
  });

  it.each(['activate', 'lock', 'unlock', 'end'] as const)('an ended account refuses %s', (action) => {
    expect(refusal(() => accountLife.next('ENDED', action))).toBe(requestErrors.wrongState);
  });

  it('a locked account is not opened by an activation code', () => expect(accountLife.allows('LOCKED', 'activate')).toBe(false));
});

describe('X-02 who may give a role', () => {
  const operator = { role: 'operator', placeCode: '320404' } as const;
  const secretary = { role: 'community-secretary', placeCode: '320404004001' } as const;

  it.each<[string, Parameters<typeof extendsTo>[0], Role, string, boolean]>([
    ['an operator every role within the place', [operator], 'street-leader', '320404004', true],
    ['an operator nothing beside the place', [operator], 'street-leader', '230521', false],
    ['an operator of a place no operator of all places', [operator], 'operator', '', false],
    ['an operator of all places everything', [{ role: 'operator', placeCode: '' }], 'operator', '', true],
    ['a secretary grid workers of the own community', [secretary], 'grid-worker', '320404004001003', true],
    ['a secretary residents of the own community', [secretary], 'resident', '320404004001', true],
    ['a secretary no grid worker of another community', [secretary], 'grid-worker', '320404004002001', false],
    ['a secretary no secretary', [secretary], 'community-secretary', '320404004001', false],
    ['a grid worker nobody', [{ role: 'grid-worker', placeCode: '320404004001003' }], 'resident', '320404004001003', false],
  ])('%s', (_, powers, role, placeCode, allowed) => expect(extendsTo(powers, { role, placeCode })).toBe(allowed));

  it('the power of one role is not lent to the place of another', () => {
    const both = [{ role: 'operator', placeCode: '230521' } as const, secretary];
    expect(extendsTo(both, { role: 'street-leader', placeCode: '320404004' })).toBe(false);
  });

  it.each<[string, Parameters<typeof ensureNear>[0], string, boolean]>([
    ['an account of the same county', [secretary], '320404004002', true],
    ['an account of a place above the grid', [secretary], '320404', true],
    ['an account of another county', [secretary], '230521100', false],
    ['an account of all places', [secretary], '', false],
    ['an account of a county the actor governs too', [operator, { role: 'operator', placeCode: '230521' }], '230521100', true],
    ['any account by an operator of all places', [{ role: 'operator', placeCode: '' }], '', true],
  ])('a role goes to %s: %#', (_, powers, accountPlace, allowed) => {
    const target = { role: 'grid-worker', placeCode: '320404004001003' } as const;
    expect(refusal(() => ensureNear(powers, accountPlace, target))).toBe(allowed ? undefined : requestErrors.notFound);
  });

  it('an account with one role beyond the powers is not governed', () => {
    const worker = { role: 'grid-worker', placeCode: '320404004001003' } as const;
    expect(refusal(() => ensureGoverns([secretary], [worker]))).toBeUndefined();
    expect(refusal(() => ensureGoverns([secretary], [worker, operator]))).toBe(accountErrors.roleNotYours);
  });

  it('one operator of all places remains', () => {
    expect(refusal(() => ensureOperatorLeft(1))).toBeUndefined();
    expect(refusal(() => ensureOperatorLeft(0))).toBe(accountErrors.lastOperator);
  });

  it('an assignment ends once, and one of a deployment by recall only', () => {
    expect(refusal(() => ensureEndable({ ended: false, source: 'gateway' }))).toBeUndefined();
    expect(refusal(() => ensureEndable({ ended: true, source: 'gateway' }))).toBe(requestErrors.wrongState);
    expect(refusal(() => ensureEndable({ ended: false, source: 'grid' }))).toBe(accountErrors.followsDeployment);
  });
});

describe('X-02 the scope of a role', () => {
  const household = '01890a5d-ac96-774b-bcce-b302099a8057';

  it.each(roles)('%s takes the scope of its own axis and no other', (role) => {
    const isPlace = roleTable[role].axis === 'place';
    expect(refusal(() => scopeOf(role, '320404004001', '320404004001'))).toBe(isPlace ? undefined : accountErrors.scopeUnfit);
    expect(refusal(() => scopeOf(role, household, '320404004001'))).toBe(isPlace ? accountErrors.scopeUnfit : undefined);
  });

  it.each<[Role, string, string | undefined]>([
    ['street-leader', '', undefined],
    ['grid-worker', '32040', undefined],
    ['grid-worker', '3204%', undefined],
    ['resident', household, undefined],
    ['resident', household, '3'],
    ['resident', 'x', '320404004001'],
  ])('%s refuses %j at %j', (role, scope, placeCode) =>
    expect(refusal(() => scopeOf(role, scope, placeCode))).toBe(accountErrors.scopeUnfit),
  );

  it('an operator alone may act everywhere', () =>
    expect(scopeOf('operator', '', undefined)).toEqual({ axis: 'place', scope: '', placeCode: '' }));
});

describe('X-02 passwords (ASVS 6.2)', () => {
  it.each<[string, string, ErrorDefinition | undefined]>([
    ['twelve characters', 'twelve chars', undefined],
    ['eleven characters', 'eleven char', accountErrors.passwordTooShort],
    ['characters are counted, not code units', '😀😀😀😀😀😀', accountErrors.passwordTooShort],
    ['the username in capitals', 'LiLei.Grid-2026', accountErrors.passwordIsUsername],
  ])('%s', (_, password, error) => expect(refusal(() => ensurePassword(password, 'lilei.grid', 12))).toBe(error));

  it('the length is configured', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 64 }),
        fc.integer({ min: 0, max: 80 }),
        (minimum, length) => (refusal(() => ensurePassword('密'.repeat(length), 'lilei', minimum)) === undefined) === length >= minimum,
      ),
    );
  });
});
