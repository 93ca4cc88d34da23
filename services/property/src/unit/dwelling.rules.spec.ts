import { belongsTo } from './dwelling.rules.js';

const communityCode = '230521100001';
const there = { communityCode, hasLeft: false, isOfUnit: true, isRegistered: true };

describe('P-20, P-25 a household belongs to an estate', () => {
  it('whose units name it, or whose units name none yet', () => {
    expect(belongsTo(there, communityCode)).toBe(true);
    expect(belongsTo({ ...there, isOfUnit: false }, communityCode)).toBe(false);
    expect(belongsTo({ ...there, isOfUnit: false, isRegistered: false }, communityCode)).toBe(true);
  });

  it('and is known, in its community, and has not left', () => {
    expect(belongsTo(undefined, communityCode)).toBe(false);
    expect(belongsTo({ ...there, hasLeft: true }, communityCode)).toBe(false);
    expect(belongsTo({ ...there, communityCode: '230521100002' }, communityCode)).toBe(false);
  });
});
