import pg from 'pg';
import type { Lane } from './lane.js';
import { rowsJson } from './row-set.js';
import type { Written } from './statement.js';

/** So many commands travel in one statement at most: it stays short, and one that is refused costs few others a second way. */
const together = 64;

interface Waiting {
  readonly written: Written;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The commands of a service on their way to its database, one statement at a time on each lane. Commands of the same shape
 * that came while the lanes were busy travel in one statement: it is parsed, planned and flushed to disk once for all of
 * them. When it is refused, each goes alone, so that nobody is refused for another's sake.
 */
export class CommandQueue {
  private readonly waiting: Waiting[] = [];
  private readonly busy = new Set<Lane>();
  private scheduled = false;

  constructor(private readonly lanes: readonly Lane[]) {}

  /** Resolves when the command is committed. @throws ConnectionLost, or the database's error when this command was refused */
  run(written: Written): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ written, resolve, reject });
      this.schedule();
    });
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(this.flush);
  }

  private readonly flush = (): void => {
    this.scheduled = false;
    for (const lane of this.lanes) if (this.waiting.length && !this.busy.has(lane)) void this.send(lane, this.next());
  };

  /** The first that waits and those of its shape. */
  private next(): Waiting[] {
    const [first] = this.waiting as [Waiting];
    const group: Waiting[] = [];
    for (let index = 0; index < this.waiting.length && group.length < together;)
      if (this.waiting[index]!.written.statement === first.written.statement) group.push(...this.waiting.splice(index, 1));
      else index++;
    return group;
  }

  private async send(lane: Lane, group: readonly Waiting[]): Promise<void> {
    this.busy.add(lane);
    try {
      await lane.query(group[0]!.written.statement, parametersOf(group));
      for (const { resolve } of group) resolve();
    } catch (error) {
      if (group.length > 1 && error instanceof pg.DatabaseError) await Promise.all(group.map((each) => this.alone(lane, each)));
      else for (const { reject } of group) reject(error);
    } finally {
      this.busy.delete(lane);
      if (this.waiting.length) this.schedule();
    }
  }

  private async alone(lane: Lane, each: Waiting): Promise<void> {
    await lane.query(each.written.statement, parametersOf([each])).then(() => each.resolve(), each.reject);
  }
}

/** Each row set with the rows of all as one JSON array. */
const parametersOf = (group: readonly Waiting[]): string[] =>
  group[0]!.written.rows.map((_, index) => rowsJson(group.flatMap(({ written }) => written.rows[index]!)));
