import { acceptPolicy, defaultPolicy, ensureInTaxonomy, fieldOfNeed } from './service-field.rules.js';

const coded = (name: string) => expect.objectContaining({ code: `council.service-field.${name}` });

describe('C-20 fields of service', () => {
  it('are those of the report and the affairs of before', () => {
    expect(defaultPolicy.fields.map(({ zh }) => zh)).toEqual(['事务处理', '文化滋养', '健康关怀', '技能提升']);
    expect(acceptPolicy(defaultPolicy)).toBe(defaultPolicy);
  });

  it('a policy names nothing twice, and weighs something', () => {
    const [first, second] = defaultPolicy.fields;
    const refused = [
      { ...defaultPolicy, fields: [first!, first!] },
      { ...defaultPolicy, fields: [first!, { ...second!, skills: first!.skills }] },
      { ...defaultPolicy, fields: [first!, { ...second!, needKinds: ['REPAIR'] }] },
      { ...defaultPolicy, weights: { skill: 0, slots: 0, near: 0, spare: 0 } },
    ];
    for (const policy of refused) expect(() => acceptPolicy(policy)).toThrow(coded('policy-invalid'));
  });

  it('what is named must be in the taxonomy, a skill within its field', () => {
    expect(() => ensureInTaxonomy(defaultPolicy, 'HEALTH', ['COUNSELLING'])).not.toThrow();
    expect(() => ensureInTaxonomy(defaultPolicy, 'PALACE')).toThrow(coded('field-unknown'));
    expect(() => ensureInTaxonomy(defaultPolicy, 'HEALTH', ['ERRANDS'])).toThrow(coded('skill-unknown'));
  });

  it('a kind of need belongs to one field, or to none', () => {
    expect(fieldOfNeed(defaultPolicy, 'ELDERLY_CARE')).toBe('HEALTH');
    expect(fieldOfNeed(defaultPolicy, 'PALACE')).toBeNull();
  });
});
