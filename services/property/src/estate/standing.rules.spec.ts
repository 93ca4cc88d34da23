import type { Role } from '@gezhi/shared/contracts';
import { partyOf } from './standing.rules.js';

describe('P-20, P-24 in whose name somebody acts at an estate', () => {
  it.each<[string, Role[]]>([
    ['COMMUNITY', ['community-secretary']],
    ['COMMUNITY', ['committee-member', 'street-leader']],
    ['COMMITTEE', ['committee-member']],
    ['COMMITTEE', ['property-company', 'committee-member']],
    ['PROVIDER', ['property-company']],
  ])('%s: %j', (party, roles) => expect(partyOf({ roles })).toBe(party));
});
