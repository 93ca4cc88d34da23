import { requestErrors } from '../contracts/platform.js';
import { DomainError } from '../domain/decision.js';
import { Remembered } from './remembered.js';

const refused = new DomainError(requestErrors.concurrent);

/** A value that the test changes, and how often it was read. */
function source(policy = 1) {
  const of = { policy, reads: 0 };
  const read = () => {
    of.reads++;
    return Promise.resolve({ policy: of.policy });
  };
  return { of, read };
}

describe('decided upon what is remembered', () => {
  it('reads a key once', async () => {
    const [remembered, { of, read }] = [new Remembered<{ policy: number }>(), source()];
    for (let time = 0; time < 3; time++) expect(await remembered.upon('grid', read, ({ policy }) => Promise.resolve(policy))).toBe(1);
    expect(of.reads).toBe(1);
  });

  it('refused upon what has changed since, decides again upon what is now', async () => {
    const [remembered, { of, read }] = [new Remembered<{ policy: number }>(), source()];
    const write = ({ policy }: { policy: number }) => (policy === of.policy ? Promise.resolve(policy) : Promise.reject(refused));
    await remembered.upon('grid', read, write);
    of.policy = 2;
    expect(await remembered.upon('grid', read, write)).toBe(2);
    expect(of.reads).toBe(2);
  });

  it('refused upon what still holds, is refused, after one look; what breaks is not tried again', async () => {
    const [remembered, { of, read }] = [new Remembered<{ policy: number }>(), source()];
    await remembered.upon('grid', read, () => Promise.resolve());
    await expect(remembered.upon('grid', read, () => Promise.reject(refused))).rejects.toBe(refused);
    expect(of.reads).toBe(2);
    await expect(remembered.upon('grid', read, () => Promise.reject(new TypeError('broken')))).rejects.toThrow(TypeError);
    expect(of.reads).toBe(2);
  });

  it('remembers nothing that could not be read, and no more than it may', async () => {
    const remembered = new Remembered<{ policy: number }>(1);
    await expect(
      remembered.upon(
        'none',
        () => Promise.reject(refused),
        () => Promise.resolve(),
      ),
    ).rejects.toBe(refused);
    const [one, other] = [source(), source()];
    for (const [key, { read }] of [
      ['one', one],
      ['other', other],
      ['one', one],
    ] as const)
      await remembered.upon(key, read, () => Promise.resolve());
    expect([one.of.reads, other.of.reads]).toEqual([2, 1]);
  });
});
