import type { Instant } from '../contracts/values.js';

/** The answer to a question: bytes of JSON, and whether they are an error of the closed list. */
export interface Answer {
  readonly body: string | Uint8Array;
  /** Set when the body is a serialised error. */
  readonly failed?: boolean;
  /** Version of the resource, for the ETag. */
  readonly version?: number;
}

/** A fact on its way: the CloudEvents JSON of an outbox row. */
export interface Fact {
  readonly id: string;
  readonly subject: string;
  /** CloudEvents 1.0 structured JSON. */
  readonly event: string;
  readonly traceparent?: string | null;
}

export interface Delivery extends Fact {
  /** How often this consumer has been handed the fact, from 1. */
  readonly attempt: number;
  /** Tells the bus that the handler is alive, so that it is not handed out again meanwhile. */
  working(): void;
}

/** What a consumer says of a delivery: done, done for good though refused, or again after a while. */
export type Verdict = { readonly done: true } | { readonly retryAfterMs: number };

export interface Consumer {
  /** Durable name, one token: `<service>_<feature>_<method>`. All replicas of a service share it. */
  readonly name: string;
  readonly subject: string;
  /** How many deliveries one replica works on at once. */
  readonly concurrency: number;
  hear(delivery: Delivery): Promise<Verdict>;
}

/** Why a question got no answer. `lost` and `timeout` leave the outcome unknown. */
export class Unanswered extends Error {
  constructor(readonly why: 'no-responder' | 'timeout' | 'lost' | 'too-large') {
    super(why);
    this.name = 'Unanswered';
  }
}

/**
 * What carries questions and facts. Core NATS carries questions, JetStream carries facts; in one process both stay in
 * memory. No feature knows which it is on.
 */
export interface Bus {
  /** Asks one replica. @throws Unanswered */
  request(subject: string, body: string, timeoutMs: number): Promise<Answer>;
  /** Answers questions, sharing them with the other replicas of `service`. Never rejects: errors are answers. */
  serve(subject: string, service: string, answer: (body: string) => Promise<Answer>): Promise<void>;
  /** Resolves when every fact is stored; a repeated id is stored once within the de-duplication window. */
  publish(facts: readonly Fact[]): Promise<void>;
  /** Delivers each fact to one replica at least once, until `done`. */
  consume(consumer: Consumer): Promise<void>;
  /**
   * Hears facts in every replica, in order, from `since` on, after a resynchronisation again.
   * Resolves when all facts stored before the call have been heard.
   */
  follow(subject: string, since: Instant, hear: (fact: Fact & { readonly sequence: number }) => void): Promise<void>;
  /** An identity that changes when the stored facts were lost, so that relays publish again. */
  streamIdentity(): Promise<string>;
  /** Connected, and not closed for ever. */
  readonly connected: boolean;
  /** Whether the broker answers now; a connection may stand while nobody is at its other end. */
  answers(): Promise<boolean>;
  /** How often a connection was made: more than before, and the broker may have lost what it had stored last. */
  readonly connections: number;
  /** Stops taking questions and facts, finishes what is under way, and closes. */
  drain(): Promise<void>;
}
