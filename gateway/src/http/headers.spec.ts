import { bearerToken, etag, expectedVersion, idempotencyKey } from './headers.js';

describe('the bearer token', () => {
  it('is taken from the header, or absent', () => {
    expect(bearerToken(undefined)).toBeUndefined();
    expect(bearerToken('bearer abc')).toBe('abc');
  });
  it.each(['Basic abc', 'Bearer', 'Bearer  ', `Bearer ${'x'.repeat(5000)}`])('refuses %s', (header) =>
    expect(() => bearerToken(header)).toThrow('token-rejected'),
  );
});

describe('X-T1 every write has an Idempotency-Key', () => {
  it('of 1 to 200 visible ASCII characters', () => expect(idempotencyKey({ 'idempotency-key': '~!'.repeat(100) })).toHaveLength(200));
  it('is demanded', () => expect(() => idempotencyKey({})).toThrow('platform.request.idempotency-key-required'));
  it.each(['', 'a b', 'ä', 'x'.repeat(201), '\u007f'])('refuses %j', (key) =>
    expect(() => idempotencyKey({ 'idempotency-key': key })).toThrow('idempotency-key-malformed'),
  );
});

describe('If-Match', () => {
  it('names the version of an ETag; * and absence name none', () => {
    expect(expectedVersion(etag(12))).toBe(12);
    expect(expectedVersion('*')).toBeUndefined();
    expect(expectedVersion(undefined)).toBeUndefined();
  });
  it.each(['12', '"0"', '"x"', 'W/"1"', '"1", "2"', '"1e3"'])('refuses %s', (header) =>
    expect(() => expectedVersion(header)).toThrow('version-malformed'),
  );
});
