import { freePort } from './broker.js';

describe('a free port', () => {
  it('is none the kernel could give to an outgoing connection before its process listens there', async () => {
    const ports = await Promise.all(Array.from({ length: 50 }, freePort));
    expect(ports.filter((port) => port >= 32_768)).toEqual([]);
  });
});
