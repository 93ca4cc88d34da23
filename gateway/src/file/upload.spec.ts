import { fastify } from 'fastify';
import { DomainError } from '@gezhi/shared/domain';
import { idOfUpload, takeUploads, uploaded } from './upload.js';

const limit = 1000;
const file = (content = 'abc') => `--line\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n${content}\r\n`;

async function answer(payload: string, contentType: string): Promise<string> {
  const app = fastify();
  await takeUploads(app, limit);
  app.post('/', async (request) => String(await uploaded(request)));
  app.setErrorHandler((error, _request, reply) => reply.send(error instanceof DomainError ? error.code : String(error)));
  return (await app.inject({ method: 'POST', url: '/', payload, headers: { 'content-type': contentType } })).body;
}
const form = 'multipart/form-data; boundary=line';

describe('an upload is one file of a form', () => {
  it('is taken whole', async () => expect(await answer(`${file()}--line--\r\n`, form)).toBe('abc'));

  it.each([
    ['without a boundary', `${file()}--line--\r\n`, 'multipart/form-data'],
    ['cut off within the file', file('abc').slice(0, -3), form],
    ['cut off within the head', file().slice(0, 30), form],
  ])('a form %s is refused as malformed', async (_case, payload, type) =>
    expect(await answer(payload, type)).toBe('gateway.file.form-malformed'),
  );

  it.each([
    ['of another boundary', 'multipart/form-data; boundary=other', `${file()}--line--\r\n`],
    ['with nothing in it', form, ''],
    ['with the file in another field', form, `${file().replace('"file"', '"picture"')}--line--\r\n`],
  ])('a form %s is refused', async (_case, type, payload) =>
    expect(await answer(payload, type)).toMatch(/^gateway\.file\.(form-malformed|missing)$/),
  );

  it('one too large is refused as that', async () =>
    expect(await answer(`${file('x'.repeat(limit + 1))}--line--\r\n`, form)).toBe('gateway.file.too-large'));
});

describe('an upload without an id of its own', () => {
  it('gets the same one for the same account and key, and another otherwise', () => {
    const id = idOfUpload('files', 'account', 'key');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(idOfUpload('files', 'account', 'key')).toBe(id);
    const others = [idOfUpload('files', 'account', 'other'), idOfUpload('files', 'other', 'key'), idOfUpload('imports', 'account', 'key')];
    expect(new Set([id, ...others]).size).toBe(4);
  });
});
