import type { Person } from './people.js';

/** One server-sent event of `GET /v1/events`. */
export interface LiveEvent {
  readonly id: string | undefined;
  readonly name: string;
  readonly data: { readonly type?: string; readonly placecode?: string; readonly data?: Readonly<Record<string, unknown>> };
}

/** An open stream of live events. */
export interface LiveStream {
  readonly events: LiveEvent[];
  /** Set once the server has ended the stream. */
  readonly ended: boolean;
  of(type: string): LiveEvent[];
  close(): void;
}

/** Opens the live events of somebody; resolves when the stream stands. */
export async function listen(person: Person, lastEventId?: string): Promise<LiveStream> {
  const leaving = new AbortController();
  const response = await person.fetch('/v1/events', {
    signal: leaving.signal,
    headers: { ...(lastEventId && { 'last-event-id': lastEventId }) },
  });
  if (response.status !== 200) throw new Error(`live events: ${response.status} ${await response.text()}`);
  const stream = {
    events: [] as LiveEvent[],
    ended: false,
    of: (type: string) => stream.events.filter(({ data }) => data.type === type),
    close: () => leaving.abort(),
  };
  void read(response.body!, (event) => stream.events.push(event)).finally(() => (stream.ended = true));
  return stream;
}

async function read(body: ReadableStream<Uint8Array>, tell: (event: LiveEvent) => void): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const bytes of body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(bytes, { stream: true });
      const frames = text.split('\n\n');
      text = frames.pop()!;
      for (const frame of frames) {
        const event = parse(frame);
        if (event) tell(event);
      }
    }
  } catch {
    // Ended by either side.
  }
}

function parse(frame: string): LiveEvent | undefined {
  const fields = new Map(
    frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]),
  );
  const data = fields.get('data');
  if (data === undefined) return undefined;
  return { id: fields.get('id'), name: fields.get('event') ?? 'message', data: JSON.parse(data) as LiveEvent['data'] };
}
