import { parseJson } from './json-body.js';

describe('a JSON body', () => {
  it('is parsed; an empty one is none', () => {
    expect(parseJson('{"a":[1,"\\u706f"]}')).toEqual({ a: [1, '灯'] });
    expect(parseJson('')).toBeUndefined();
    expect(parseJson('{"note":"__proto__ and prototype are words here"}')).toEqual({ note: '__proto__ and prototype are words here' });
  });

  it.each(['{', '{"a":1,}', "{'a':1}", 'NaN', '{"a":1}{'])('refuses %s', (text) => expect(() => parseJson(text)).toThrow('json-malformed'));

  it.each(['{"__proto__":{}}', '{"a":[{"__proto__":1}]}', '{"\\u005f_proto__":1}', '{"constructor":{"prototype":{}}}'])(
    'refuses the name in %s',
    (text) => expect(() => parseJson(text)).toThrow('key-forbidden'),
  );

  it.each(['{"a":"\\u0000"}', '["\\ud800"]'])('refuses the text in %s', (text) => expect(() => parseJson(text)).toThrow('text-malformed'));

  it('is walked without recursion', () => expect(() => parseJson(`${'['.repeat(5000)}"\\u0001"${']'.repeat(5000)}`)).not.toThrow());
});
