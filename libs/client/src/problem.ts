/** A refusal as the gateway tells it (RFC 9457). Branch on `code`; `title` is for people. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly errors: readonly { readonly pointer: string; readonly message: string }[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly traceId: string | undefined;
  /** Seconds after which the same request may succeed. */
  readonly retryAfter: number | undefined;

  constructor(status: number, body: Partial<Pick<Problem, 'code' | 'title' | 'errors' | 'details' | 'traceId'>>, retryAfter?: number) {
    super(body.title ?? `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? 'http';
    this.title = this.message;
    this.errors = body.errors ?? [];
    this.details = body.details ?? {};
    this.traceId = body.traceId;
    this.retryAfter = retryAfter;
  }
}
