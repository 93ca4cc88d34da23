import { createClient, type Client } from '@gezhi/client';
import {
  activateAccount,
  bindHousehold,
  inviteAccount,
  issueHouseholdCode,
  refreshSession,
  signIn,
  signOut,
  type Contract,
  type OutputOf,
  type Role,
  type SessionTokens,
} from '@gezhi/shared/contracts';
import { eventually } from '@gezhi/shared/testing';
import { v7 as newId } from 'uuid';
import type { z } from 'zod';
import type { Cluster } from '../../scripts/cluster.js';

export { newId };

/** Whatever runs the platform and lets a test look into its databases. */
export type Host = Pick<Cluster, 'url' | 'operator' | 'databases' | 'query' | 'stop'>;

export interface CallOptions {
  readonly idempotencyKey?: string;
  readonly ifMatch?: number;
}

const passwordOf = (username: string): string => `Lanterns on ${[...username].toReversed().join('')} bridge`;
const refreshEarlyMs = 60_000;
let serial = 0;

/** Somebody signed in, who asks over HTTP as a frontend would; the access token is kept fresh. */
export class Person {
  readonly client: Client;

  private constructor(
    readonly cluster: Pick<Cluster, 'url'>,
    readonly username: string,
    readonly password: string,
    public tokens: SessionTokens,
  ) {
    this.client = createClient({ baseUrl: cluster.url, token: () => this.tokens.accessToken });
  }

  static async signIn(cluster: Pick<Cluster, 'url'>, username: string, password = passwordOf(username)): Promise<Person> {
    return new Person(cluster, username, password, await visitor(cluster).call(signIn, { username, password }));
  }

  get accountId(): string {
    return this.tokens.accountId;
  }

  /** Asks by contract. @throws Problem the refusal */
  async call<C extends Contract>(contract: C, input: z.input<C['input']>, options: CallOptions = {}): Promise<OutputOf<C>> {
    await this.keepFresh();
    return this.client.call(contract, input, options);
  }

  /** Asks by path, for what the typed client does not show: headers, forms, streams. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    await this.keepFresh();
    return fetch(`${this.cluster.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${this.tokens.accessToken}`, ...(init.headers as Record<string, string>) },
    });
  }

  /** Posts JSON under a key of its own unless given. */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': newId(), ...headers },
      body: JSON.stringify(body),
    });
  }

  async refresh(): Promise<void> {
    this.tokens = await visitor(this.cluster).call(refreshSession, { refreshToken: this.tokens.refreshToken });
  }

  /** Signs in once more, so that the token names the roles of now. */
  async signInAgain(): Promise<void> {
    this.tokens = await visitor(this.cluster).call(signIn, { username: this.username, password: this.password });
  }

  async signOut(): Promise<void> {
    await this.call(signOut, { id: this.tokens.sessionId });
  }

  private async keepFresh(): Promise<void> {
    if (Date.parse(this.tokens.accessTokenExpiresAt) - Date.now() < refreshEarlyMs) await this.refresh();
  }
}

/** Somebody without sign-in. */
export const visitor = (cluster: Pick<Cluster, 'url'>): Client => createClient({ baseUrl: cluster.url });

/** The operator of all places; resolves when all services know the assignment. */
export async function operatorOf(cluster: Host): Promise<Person> {
  const operator = await Person.signIn(cluster, cluster.operator.username, cluster.operator.password);
  await known(cluster, operator.accountId);
  return operator;
}

interface Appointment {
  readonly role: Role;
  /** Place code, or the id of an estate or a council. */
  readonly scope: string;
  /** Where the estate or council lies. */
  readonly placeCode?: string;
  readonly personId?: string;
  readonly name?: string;
  readonly phone?: string;
}

/** Invites somebody to an account, who activates it and signs in; resolves when all services know the assignment. */
export async function appoint(cluster: Host, inviter: Person, appointment: Appointment): Promise<Person> {
  const username = `${appointment.role}-${++serial}`.slice(-32);
  const { id, code } = await inviter.call(inviteAccount, { id: newId(), username, ...appointment });
  await visitor(cluster).call(activateAccount, { code: code!, password: passwordOf(username) });
  await known(cluster, id);
  return Person.signIn(cluster, username);
}

/** A member of a household, bound by the one-time code that a secretary hands over. */
export async function bindResident(cluster: Host, secretary: Person, householdId: string, personId?: string): Promise<Person> {
  const { code } = await secretary.call(issueHouseholdCode, { id: newId(), householdId, ...(personId && { personId }) });
  const username = `resident-${++serial}`;
  await visitor(cluster).call(bindHousehold, { code: code!, username, password: passwordOf(username) });
  const resident = await Person.signIn(cluster, username);
  await known(cluster, resident.accountId);
  return resident;
}

/** Resolves when every service knows so many assignments of the account. */
export async function known(cluster: Host, accountId: string, assignments = 1): Promise<void> {
  const count = 'SELECT count(*)::int AS count FROM known_assignment WHERE account_id = $1 AND NOT ended';
  await Promise.all(
    Object.keys(cluster.databases).map((service) =>
      eventually(async () => (await cluster.query<{ count: number }>(service, count, [accountId]))[0]!.count >= assignments, {
        withinMs: 60_000,
      }),
    ),
  );
}

/** The code of a refused call; `undefined` when it was accepted. */
export async function refusal(call: Promise<unknown>): Promise<{ status: number; code: string } | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    const { status, code } = error as { status?: number; code?: string };
    if (status === undefined || code === undefined) throw error;
    return { status, code };
  }
}
