/**
 * Reads that cost much and are asked by many at once: whoever asks while one runs shares the next, which begins after they
 * asked, so that everyone sees what they have written before.
 */
export class SharedReads {
  private readonly running = new Map<string, Promise<unknown>>();
  private readonly next = new Map<string, Promise<unknown>>();

  /** What `run` gives, or gave to another who waited for the same. The result is everybody's: nobody changes it. */
  read<T>(key: string, run: () => Promise<T>): Promise<T> {
    const running = this.running.get(key);
    if (!running) return this.begin(key, run);
    let next = this.next.get(key);
    if (!next) {
      next = running
        .catch(() => undefined)
        .then(() => {
          this.next.delete(key);
          return this.begin(key, run);
        });
      this.next.set(key, next);
    }
    return next as Promise<T>;
  }

  private begin<T>(key: string, run: () => Promise<T>): Promise<T> {
    const begun = run().finally(() => {
      if (this.running.get(key) === begun) this.running.delete(key);
    });
    this.running.set(key, begun);
    return begun;
  }
}
