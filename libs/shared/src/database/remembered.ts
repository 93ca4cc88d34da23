import { LRUCache } from 'lru-cache';
import { isDeepStrictEqual } from 'node:util';
import { DomainError } from '../domain/decision.js';

/**
 * What decisions are made upon and hardly ever changes, read once and remembered. Whoever writes upon it lets the writing
 * statement check, by a guard, that it still holds.
 */
export class Remembered<V extends object> {
  private readonly values: LRUCache<string, V>;

  /** @param capacity how many values are remembered; the longest unused goes first */
  constructor(capacity = 10_000) {
    this.values = new LRUCache({ max: capacity });
  }

  /**
   * Lets `write` decide upon the value of a key. Refused upon a value that has changed since, it decides again upon what is
   * read now.
   *
   * @param read the value as it is; it throws where there is none
   * @throws what `read` and `write` throw
   */
  async upon<T>(key: string, read: () => Promise<V>, write: (value: V) => Promise<T>): Promise<T> {
    const remembered = this.values.get(key);
    if (!remembered) return write(await this.renewed(key, read));
    try {
      return await write(remembered);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const value = await this.renewed(key, read);
      if (isDeepStrictEqual(value, remembered)) throw error;
      return write(value);
    }
  }

  private async renewed(key: string, read: () => Promise<V>): Promise<V> {
    this.values.delete(key);
    const value = await read();
    this.values.set(key, value);
    return value;
  }
}
