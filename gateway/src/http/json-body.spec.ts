import { parseJson, readJson } from './json-body.js';

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

describe('the bytes of a JSON body', () => {
  const lamp = Buffer.from('{"a":"灯"}');

  it.each([
    undefined,
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json; charset=utf8; x=y',
  ])('are UTF-8 as %s', (type) => expect(readJson(lamp, type)).toEqual({ a: '灯' }));

  it.each(['gbk', '"gb18030"', 'utf-16', 'utf-8859'])('are refused as %s', (charset) =>
    expect(() => readJson(lamp, `application/json; charset=${charset}`)).toThrow('media-type-unsupported'),
  );

  it.each([[[0xb5, 0xc6]], [[0xc0, 0x80]], [[0xed, 0xa0, 0x80]], [[0xe7, 0x81]]])('are refused with %j in them', (bytes) =>
    expect(() => readJson(Buffer.concat([Buffer.from('{"a":"'), Buffer.from(bytes), Buffer.from('"}')]), undefined)).toThrow(
      'encoding-malformed',
    ),
  );
});
