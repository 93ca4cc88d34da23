import { searchTerms } from './search.rules.js';

describe('G-05 one search finds a grid, a door or a person', () => {
  it.each([
    ['001', { code: '001', serial: '001', prefix: '001' }],
    ['3204040040010', { code: '3204040040010', serial: null, prefix: '3204040040010' }],
    [' 演示路 ', { code: null, serial: null, prefix: '演示路' }],
  ])('reads %j', (text, terms) => expect(searchTerms(text)).toEqual(terms));
});
