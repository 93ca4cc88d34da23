import { headers, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import { failure } from '../errors/failure.js';
import type { Answer } from './bus.js';
import type { Outgoing, TurnSender } from './turn-sender.js';

const errorCode = 'Nats-Service-Error-Code';

const failed = headers();
failed.set(errorCode, '500');
failed.set('Nats-Service-Error', 'failed');

const internal: Answer = { body: JSON.stringify(failure(undefined)), failed: true };

/** The answer a message carries; the body stays bytes. */
export function readAnswer(message: Msg): Answer {
  const body = Buffer.isBuffer(message.data) ? message.data : Buffer.from(message.data);
  if (message.headers?.has(errorCode)) return { body, failed: true };
  return message.reply ? { body, version: Number(message.reply) } : { body };
}

/** Nobody answers an answer, so its reply field carries the version: a fifth of the cost of a header. */
const optionsOf = (answer: Answer): Outgoing['options'] =>
  answer.failed ? { headers: failed } : answer.version === undefined ? undefined : { reply: String(answer.version) };

class Reply implements Outgoing {
  readonly payload: string | Uint8Array;
  readonly options: Outgoing['options'];

  constructor(
    readonly subject: string,
    answer: Answer,
    private readonly otherwise: () => void,
  ) {
    this.payload = answer.body;
    this.options = optionsOf(answer);
  }

  refused(): void {
    this.otherwise();
  }
}

/** Answers one subject as one of the replicas of a service. */
export class NatsAnswering {
  private subscription: Subscription | undefined;
  private underWay = 0;
  private idle: (() => void) | undefined;

  constructor(
    readonly subject: string,
    private readonly service: string,
    private readonly answer: (body: string) => Promise<Answer>,
    private readonly sender: TurnSender,
    private readonly log: Logger,
  ) {}

  use(connection: NatsConnection): void {
    this.subscription = connection.subscribe(this.subject, {
      queue: this.service,
      callback: (error, message) =>
        error ? this.log.error({ subject: this.subject, reason: error.message }, 'cannot be served') : this.hear(message),
    });
  }

  /** Takes no more questions and resolves when those taken are answered. */
  async stop(): Promise<void> {
    await this.subscription?.drain().catch(() => undefined);
    if (this.underWay) await new Promise<void>((resolve) => (this.idle = resolve));
  }

  private hear(message: Msg): void {
    this.underWay++;
    this.answer(message.string()).then(
      (answer) => this.reply(message, answer),
      () => this.reply(message, internal),
    );
  }

  private reply(message: Msg, answer: Answer): void {
    const tooLarge = () => {
      this.log.error({ subject: this.subject, bytes: answer.body.length }, 'the answer cannot be sent');
      this.sender.send(new Reply(message.reply!, internal, () => undefined));
    };
    if (message.reply) this.sender.send(new Reply(message.reply, answer, tooLarge));
    if (--this.underWay === 0) this.idle?.();
  }
}
