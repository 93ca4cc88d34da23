import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestErrors, transportErrors, type Contract } from '@gezhi/shared/contracts';
import type { Account, TokenVerifier } from '@gezhi/shared/auth';
import { DomainError } from '@gezhi/shared/domain';
import { failure, type Failure } from '@gezhi/shared/errors';
import type { Telemetry } from '@gezhi/shared/telemetry';
import type { Budget, RateLimits } from '../limits/rate-limit.js';
import { bearerToken } from './headers.js';
import { preferredLanguage } from './language.js';
import { problem, problemHeaders, retryAfter } from './problem.js';
import { freshTraceparent, traceIdOf, traceparentOf } from './trace.js';
import { transportFailure } from './transport-failure.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; absent without a token. Set by `Door.admit`. */
    account: Account | undefined;
    token: string | undefined;
    /** Real time of arrival in milliseconds of the process. */
    began: number;
    traceparent: string;
  }
  interface FastifyContextConfig {
    contract?: Contract;
  }
}

export interface Admission {
  /** The budget of the address when nobody is signed in. */
  readonly budget: Budget;
  /** Refuses requests without a token. */
  readonly signedIn: boolean;
  /** Neither token nor trace of the caller is read, also when one came. */
  readonly anonymous?: boolean;
}

/** What every route shares: admission before the body is read, and refusals as problems. */
export class Door {
  constructor(
    private readonly tokens: TokenVerifier,
    private readonly limits: RateLimits,
    private readonly telemetry: Telemetry,
    private readonly traceShare: number,
  ) {}

  /** An `onRequest` hook: rate limits, the token verified, `request.account` and `request.traceparent` set. */
  admit({ budget, signedIn, anonymous = false }: Admission): (request: FastifyRequest) => Promise<void> {
    return async (request) => {
      this.arrive(request, anonymous);
      const token = anonymous ? undefined : bearerToken(request.headers.authorization);
      await this.limits.address(request.ip, token === undefined || budget === 'sign-in' ? budget : 'general');
      if (token === undefined) {
        if (signedIn) throw new DomainError(requestErrors.unauthenticated);
        return;
      }
      const account = await this.verify(token);
      await this.limits.account(account.id);
      request.account = account;
      request.token = token;
    };
  }

  /** Answers a thrown error of any kind; the error handler of the whole server. */
  refuse(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const error = transportFailure(thrown);
    const failed = failure(error);
    if (failed.category === 'internal')
      this.telemetry.log.error({ err: error, route: request.routeOptions?.url, trace: request.traceparent }, 'unexpected error');
    return this.answerFailure(failed, request, reply, error);
  }

  /** Answers a failure as a problem in the caller's language. */
  answerFailure(failed: Failure, request: FastifyRequest, reply: FastifyReply, thrown?: unknown): FastifyReply {
    if (!request.traceparent) this.arrive(request);
    const { traceparent } = request;
    const language = preferredLanguage(request.headers['accept-language']);
    const body = problem(failed, language, traceIdOf(traceparent), thrown);
    const contract = request.routeOptions?.config?.contract;
    if (contract) this.telemetry.answered(contract, body.code, performance.now() - request.began, traceparent);
    const seconds = retryAfter(failed);
    if (seconds !== undefined) void reply.header('retry-after', String(seconds));
    if (body.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.code(body.status).headers(problemHeaders[language]).header('traceresponse', traceparent);
    return reply.send(JSON.stringify(body));
  }

  private arrive(request: FastifyRequest, anonymous = false): void {
    request.began = performance.now();
    request.traceparent = anonymous ? freshTraceparent(0) : traceparentOf(request.headers.traceparent, this.traceShare);
  }

  private async verify(token: string): Promise<Account> {
    try {
      return await this.tokens.verify(token);
    } catch (error) {
      if (error instanceof DomainError && error.definition === requestErrors.unauthenticated)
        throw new DomainError(transportErrors.tokenRejected);
      throw error;
    }
  }
}
