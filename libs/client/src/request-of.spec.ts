import { z } from 'zod';
import type { Contract } from '@gezhi/shared/contracts';
import { requestOf } from './request-of.js';

const contract = (method: string, path: string) =>
  ({ subject: 'grid.query.lantern.read.v1', method, path, input: z.object({}) }) as unknown as Contract;

describe('the HTTP request of an input', () => {
  it('puts fields of the path there, encoded', () => {
    expect(requestOf(contract('GET', '/v1/lanterns/:id/logs/:day'), { id: 'a/b', day: '2026-01-01' })).toEqual({
      method: 'GET',
      path: '/v1/lanterns/a%2Fb/logs/2026-01-01',
    });
  });

  it('puts the other fields of a read into the query, lists by repetition', () => {
    expect(requestOf(contract('GET', '/v1/lanterns'), { lit: true, limit: 5, colours: ['red', 'blue'], after: undefined }).path).toBe(
      '/v1/lanterns?lit=true&limit=5&colours=red&colours=blue',
    );
  });

  it('puts the other fields of a write into the body', () => {
    expect(requestOf(contract('POST', '/v1/lanterns/:id'), { id: 'a', note: '灯' })).toEqual({
      method: 'POST',
      path: '/v1/lanterns/a',
      body: '{"note":"灯"}',
    });
  });

  it('sends no body where nothing is left', () =>
    expect(requestOf(contract('POST', '/v1/lanterns/:id/light'), { id: 'a' })).toEqual({ method: 'POST', path: '/v1/lanterns/a/light' }));

  it('refuses an input without a field of the path, and a contract without a route', () => {
    expect(() => requestOf(contract('GET', '/v1/lanterns/:id'), {})).toThrow('belongs to the path');
    expect(() => requestOf({ ...contract('GET', '/x'), path: undefined } as unknown as Contract, {})).toThrow('no route');
  });
});
