/** The committed answer of a command: the contract's output as JSON, and the version it has. */
export class Reply<T = unknown> {
  constructor(
    readonly body: string,
    readonly version: number | undefined,
  ) {}

  get value(): T {
    return JSON.parse(this.body) as T;
  }
}
