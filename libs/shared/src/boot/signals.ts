/** Resolves after the first SIGTERM or SIGINT and a clean stop; ends the process when the stop takes longer than the grace. */
export async function untilToldToStop(stop: () => Promise<void>, graceSeconds: number): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
  // Further signals change nothing: the stop is under way.
  process.on('SIGTERM', () => undefined);
  process.on('SIGINT', () => undefined);
  setTimeout(() => process.exit(1), graceSeconds * 1000).unref();
  await stop();
  process.exit(0);
}
