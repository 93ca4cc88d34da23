import type { Fact } from '@gezhi/shared/messaging';

/** An event as it came: it is parsed when somebody listens. */
export type RecentEvent = Pick<Fact, 'id' | 'subject' | 'event'>;

/** The last events in the order of the stream, for connections that resume. */
export class RecentEvents {
  private readonly events: RecentEvent[] = [];
  private readonly positions = new Map<string, number>();
  private first = 0;

  constructor(private readonly capacity = 5000) {}

  /** Appends an event; a repeated one, after a resynchronisation of the bus, is not new. */
  add(event: RecentEvent): boolean {
    if (this.positions.has(event.id)) return false;
    this.positions.set(event.id, this.first + this.events.push(event) - 1);
    if (this.events.length >= this.capacity * 2) this.forget(this.events.length - this.capacity);
    return true;
  }

  /** The events after the one with this id; undefined when it is not known any more, or never was. */
  after(id: string): readonly RecentEvent[] | undefined {
    const position = this.positions.get(id);
    return position === undefined ? undefined : this.events.slice(position - this.first + 1);
  }

  private forget(count: number): void {
    for (const { id } of this.events.splice(0, count)) this.positions.delete(id);
    this.first += count;
  }
}
