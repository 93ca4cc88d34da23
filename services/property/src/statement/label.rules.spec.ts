import { promiseText } from './label.rules.js';

describe('P-24 a promise in words', () => {
  it.each([
    [{ direction: 'AT_LEAST', target: 200, period: 'DAY', unit: '次' }, '每日不少于 2 次'],
    [{ direction: 'AT_MOST', target: 5, period: 'OCCASION', unit: '小时' }, '每次不超过 0.05 小时'],
    [{ direction: 'AT_LEAST', target: 150, period: 'YEAR', unit: '遍' }, '每年不少于 1.50 遍'],
  ] as const)('%j is %s', (promise, text) => expect(promiseText(promise)).toBe(text));
});
