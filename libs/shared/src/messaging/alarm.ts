/** A sleep that can be cut short, also before it begins. */
export class Alarm {
  private rung = false;
  private rouse: (() => void) | undefined;

  /** Ends the sleep under way, or the next one before it begins. */
  ring(): void {
    this.rung = true;
    this.rouse?.();
  }

  /** Forgets earlier rings. */
  reset(): void {
    this.rung = false;
  }

  /** Sleeps unless it has been rung since the last reset. */
  async sleep(milliseconds: number): Promise<void> {
    if (this.rung || milliseconds <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.rouse = undefined;
  }
}
