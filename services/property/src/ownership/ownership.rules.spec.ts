import fc from 'fast-check';
import type { InputOf, recordOwnership, Share } from '@gezhi/shared/contracts';
import { comparableIdentity, correct, record, registerOnce, total, type Entry } from './ownership.rules.js';

const now = '2026-03-01T00:00:00.000Z';
const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const entry: Entry = {
  unit: { id: id(3), estateId: id(1), communityCode: '230521100001', version: 1 },
  since: undefined,
  known: [id(11), id(12), id(13)],
};
const title = (owner: number, share: Share | null = null) => ({ ownerId: id(owner), share });
const input = (more: Partial<InputOf<typeof recordOwnership>>): InputOf<typeof recordOwnership> => ({
  id: id(5),
  unitId: id(3),
  form: 'SOLE',
  titles: [title(11)],
  basis: 'TITLE_REGISTER',
  evidenceIds: [],
  validFrom: '2026-02-01T00:00:00.000Z',
  ...more,
});
const refused = (code: string, more: Partial<InputOf<typeof recordOwnership>>, of: Entry = entry) =>
  expect(() => record(input(more), of, now)).toThrow(expect.objectContaining({ code: `property.ownership.${code}` }));
const of = (numerator: number, denominator: number): Share => ({ numerator, denominator });

describe('P-01 who owns a unit', () => {
  it('is recorded from an instant on, and told by ids', () => {
    const { state, events } = record(input({}), entry, now);
    expect(state).toMatchObject({ unitId: id(3), form: 'SOLE', validFrom: '2026-02-01T00:00:00.000Z', validTo: null, version: 2 });
    expect(events.map(({ data }) => data)).toMatchObject([{ unitId: id(3), titles: [{ ownerId: id(11), share: null }], version: 2 }]);
  });

  it('begins after what it ends, and not in the future', () => {
    const later = { ...entry, since: '2026-02-01T00:00:00.000Z' };
    refused('not-later', {}, later);
    expect(record(input({ validFrom: '2026-02-01T00:00:00.001Z' }), later, now).state.validTo).toBeNull();
    refused('in-future', { validFrom: '2026-03-01T00:00:00.001Z' });
    expect(record(input({ validFrom: now }), entry, now).state.validFrom).toBe(now);
  });

  it('is put right by another entry in the place of the present one', () => {
    const fix = (wrongId: string, present: string | undefined, of = entry) =>
      correct({ ...input({ evidenceIds: [id(9)] }), wrongId }, present, of, now);
    for (const present of [undefined, id(8)])
      expect(() => fix(id(7), present)).toThrow(expect.objectContaining({ code: 'property.ownership.not-present' }));
    expect(fix(id(7), id(7)).state).toMatchObject({ validTo: null, correctedBy: null, version: 2 });
    const before = { ...entry, since: '2026-02-01T00:00:00.000Z' };
    expect(() => fix(id(7), id(7), before)).toThrow(expect.objectContaining({ code: 'property.ownership.not-later' }));
  });

  it('names owners of the estate, each once', () => {
    refused('owner-unknown', { titles: [title(14)] });
    refused('owner-repeated', { form: 'JOINT', titles: [title(11), title(11)] });
  });

  it('alone, jointly, or by shares that make one', () => {
    refused('sole-owner-wanted', { titles: [title(11), title(12)] });
    refused('sole-owner-wanted', { titles: [title(11, of(1, 1))] });
    refused('joint-owners-wanted', { form: 'JOINT' });
    refused('joint-owners-wanted', { form: 'JOINT', titles: [title(11, of(1, 2)), title(12, of(1, 2))] });
    refused('shares-wanted', { form: 'BY_SHARES', titles: [title(11, of(1, 2)), title(12)] });
    refused('shares-wanted', { form: 'BY_SHARES', titles: [title(11, of(1, 1))] });
    refused('shares-not-whole', { form: 'BY_SHARES', titles: [title(11, of(33, 100)), title(12, of(33, 100)), title(13, of(33, 100))] });
    const thirds = [title(11, of(1, 3)), title(12, of(1, 3)), title(13, of(2, 6))];
    expect(record(input({ form: 'BY_SHARES', titles: thirds }), entry, now).state.titles).toEqual(thirds);
  });

  it('shares add up exactly, whatever their denominators', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 40 }), (numerators, factor) => {
        const whole = numerators.reduce((sum, part) => sum + part, 0);
        const shares = numerators.map((part, index) => (index % 2 ? of(part, whole) : of(part * factor, whole * factor)));
        expect(total(shares)).toEqual({ numerator: 1n, denominator: 1n });
        const [first, ...rest] = shares as [Share, ...Share[]];
        const more = total([{ ...first, numerator: first.numerator + 1 }, ...rest]);
        expect(more.numerator > more.denominator).toBe(true);
      }),
    );
  });
});

it('C-10 an owner is registered once for an estate, so that a head counts once', () => {
  const owner = { id: id(11), estateId: id(1), kind: 'PERSON' as const, name: '演示业主' };
  expect(registerOnce(owner, '230521100001', undefined)).toEqual({
    ...{ id: id(11), estateId: id(1), kind: 'PERSON', communityCode: '230521100001', version: 1 },
  });
  expect(() => registerOnce(owner, '230521100001', id(12))).toThrow(
    expect.objectContaining({ code: 'property.ownership.owner-taken', details: { ownerId: id(12) } }),
  );
});

it('C-10 one number typed in several ways is one number', () => {
  for (const typed of ['23052119990101001x', '23052119990101001X', ' 230521 19990101 001x ', '２３０５２１１９９９０１０１００１ｘ'])
    expect(comparableIdentity(typed)).toBe('23052119990101001X');
});
