import { requestErrors } from '../contracts/platform.js';
import type { Contract, InputOf, OutputOf } from '../contracts/define.js';
import { registry } from '../contracts/registry.js';
import type { Request } from '../auth/request.js';
import { DomainError } from '../domain/decision.js';
import type { Failure } from '../errors/failure.js';
import { Unanswered, type Answer, type Bus } from './bus.js';
import type { Question } from './dispatcher.js';

export type Asking = Omit<Question, 'until' | 'input'>;

/** Asks services by contract; the gateway alone has one. Contracts of the gateway itself are answered in the process. */
export class RequestClient {
  private readonly local = new Map<string, (body: string) => Promise<Answer>>();

  constructor(private readonly bus: Bus) {}

  answerLocally(contract: Contract, answer: (body: string) => Promise<Answer>): void {
    this.local.set(contract.subject, answer);
  }

  /**
   * The raw answer to a validated input, within the contract's time. A lost question is asked once more where a repetition
   * cannot act twice.
   * @throws DomainError `unavailable` when nobody answers, `outcome-unknown` when a write may have happened
   */
  async ask(contract: Contract, input: unknown, asking: Asking): Promise<Answer> {
    const until = Date.now() + (contract.timeoutMs ?? 5000);
    const body = JSON.stringify({ ...asking, until, input } satisfies Question);
    const local = this.local.get(contract.subject);
    if (local) return local(body);
    const repeatable = contract.kind === 'query' || asking.key !== undefined;
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await this.bus.request(contract.subject, body, until - Date.now());
        if (attempt === 1 && repeatable && answer.failed && outcomeUnknown(answer)) continue;
        return answer;
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
        if (error.why === 'lost' && attempt === 1 && repeatable) continue;
        if (error.why === 'too-large') throw new DomainError(requestErrors.invalid, { reason: 'too large' });
        throw new DomainError(
          error.why === 'no-responder' || contract.kind === 'query' ? requestErrors.unavailable : requestErrors.outcomeUnknown,
        );
      }
    }
  }

  /** Asks in the name of a request under way and parses the answer. @throws DomainError the service's own refusal */
  async call<C extends Contract>(contract: C, input: InputOf<C>, request: Request): Promise<OutputOf<C>> {
    const answer = await this.ask(contract, input, {
      token: request.token,
      key: request.idempotencyKey,
      trace: request.traceparent,
      reason: request.reason,
    });
    const value: unknown = JSON.parse(String(answer.body));
    if (!answer.failed) return value as OutputOf<C>;
    const failed = value as Failure;
    throw new DomainError(registry.error(failed.code) ?? requestErrors.internal, failed.details);
  }
}

const outcomeUnknown = (answer: Answer): boolean => String(answer.body).includes(requestErrors.outcomeUnknown.code);
