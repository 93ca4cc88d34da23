/** How many things may be under way at once. */
export class Slots {
  private taken = 0;
  private waiting: (() => void)[] = [];
  private idle: (() => void)[] = [];

  constructor(private readonly size: number) {}

  /** Resolves when there is room, and takes it. */
  async take(): Promise<void> {
    if (this.taken >= this.size) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.taken++;
  }

  /** Gives the room to whoever waits longest. */
  release(): void {
    const next = this.waiting.shift();
    if (next) return next();
    if (--this.taken === 0) for (const resolve of this.idle.splice(0)) resolve();
  }

  /** Resolves when nothing is under way. */
  async allFree(): Promise<void> {
    if (this.taken) await new Promise<void>((resolve) => this.idle.push(resolve));
  }
}
