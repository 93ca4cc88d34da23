import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What the proxy does when bytes of a client hold a text: cut before passing them on, after it, or keep them and all that follows. */
export type Trap = 'cut-before' | 'cut-after' | 'hold';

/** A server that has said nothing for so long has answered all it was asked. */
const quietMs = 200;

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** Whether the client has sent what a trap waits for on its connection. */
  marked: boolean;
}

/** A TCP proxy between a client and its server that can delay, cut and swallow. */
export class Proxy {
  /** Milliseconds added to every chunk, both ways. */
  latencyMs = 0;
  /** How often a trap has sprung. */
  sprung = 0;
  private refusing = false;
  private silent = false;
  private trap: { readonly text: string; readonly does: Trap; readonly after: string | undefined } | undefined;
  private readonly pairs = new Set<Pair>();

  private constructor(
    private readonly server: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {
    server.on('connection', (client) => this.accept(client));
  }

  static async to(host: string, port: number): Promise<Proxy> {
    const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Proxy(server, { host, port });
  }

  /** The address of a server, with this proxy in its place. */
  insteadOf(url: string): string {
    const through = new URL(url);
    through.hostname = '127.0.0.1';
    through.port = String((this.server.address() as AddressInfo).port);
    return through.href;
  }

  get connections(): number {
    return this.pairs.size;
  }

  /** Ends every connection; new ones are accepted. */
  cut(): void {
    for (const pair of [...this.pairs]) this.drop(pair);
  }

  /** Ends every connection and accepts none until `heal`. */
  refuse(): void {
    this.refusing = true;
    this.cut();
  }

  /** Half-open: connections stay, and nothing passes until `heal`, after which those connections are dead. */
  silence(): void {
    this.silent = true;
  }

  /** Springs once, at the first chunk of a client that holds the text; on a connection that has carried `after` before, if that is given. */
  setTrap(text: string, does: Trap, after?: string): void {
    this.trap = { text, does, after };
  }

  /** Everything passes again, on new connections. */
  heal(): void {
    [this.refusing, this.trap, this.latencyMs] = [false, undefined, 0];
    if (this.silent) this.cut();
    this.silent = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private accept(client: Socket): void {
    if (this.refusing) return void client.destroy();
    const server = connect(this.target);
    const pair: Pair = { client, server, marked: false };
    this.pairs.add(pair);
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => this.drop(pair)).on('close', () => this.drop(pair));
    }
    let held = false;
    client.on('data', (bytes) => {
      const trap = held ? undefined : this.springing(pair, bytes);
      if (trap === 'hold') held = true;
      if (trap === 'cut-before') return this.drop(pair);
      if (trap === 'cut-after') return this.cutAfter(pair, bytes);
      if (!held) this.pass(bytes, server);
    });
    server.on('data', (bytes) => this.pass(bytes, client));
    client.on('end', () => server.end());
    server.on('end', () => client.end());
  }

  private springing(pair: Pair, bytes: Buffer): Trap | undefined {
    if (!this.trap) return undefined;
    const { text, does, after } = this.trap;
    const armed = after === undefined || pair.marked;
    pair.marked ||= after !== undefined && bytes.includes(after);
    if (!armed || !bytes.includes(text)) return undefined;
    this.trap = undefined;
    this.sprung++;
    return does;
  }

  /** The server gets the bytes and answers; the client never hears it. */
  private cutAfter(pair: Pair, bytes: Buffer): void {
    let quiet: NodeJS.Timeout | undefined;
    pair.server.removeAllListeners('data');
    pair.server.on('data', () => {
      clearTimeout(quiet);
      quiet = setTimeout(() => this.drop(pair), quietMs);
    });
    pair.server.write(bytes);
  }

  private pass(bytes: Buffer, to: Socket): void {
    if (this.silent) return;
    const write = () => void (to.writable && to.write(bytes));
    if (this.latencyMs) setTimeout(write, this.latencyMs);
    else write();
  }

  private drop(pair: Pair): void {
    if (!this.pairs.delete(pair)) return;
    pair.client.destroy();
    pair.server.destroy();
  }
}
