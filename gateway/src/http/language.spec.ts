import { preferredLanguage } from './language.js';

describe('the language of refusals', () => {
  it.each([
    [undefined, 'zh'],
    ['', 'zh'],
    ['en', 'en'],
    ['en-GB,en;q=0.8', 'en'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
    ['en;q=0.5,zh;q=0.9', 'zh'],
    ['fr, *;q=0.5', 'zh'],
    ['fr, en;q=0.1', 'en'],
    ['en;q=0', 'zh'],
    ['en;q=x', 'zh'],
    ['e'.repeat(300), 'zh'],
  ])('%s: %s', (header, language) => expect(preferredLanguage(header)).toBe(language));
});
