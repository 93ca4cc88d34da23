import {
  certifyBallot,
  closeBallot,
  draftBallot,
  freezeRoll,
  giveBallotNotice,
  myBallots,
  openBallot,
  readBallot,
  type InputOf,
} from '@gezhi/shared/contracts';
import { createClient, type Client } from '@gezhi/client';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { keyId, tokenAudience, tokenIssuer } from '@gezhi/shared/auth';
import { SignJWT } from 'jose';
import type { Cluster } from '../../scripts/cluster.js';
import { uploadPicture } from './billed-estate.js';
import { appoint, newId, visitor, type Person } from './people.js';

/** Somebody whose token was signed with the gateway's own key, without ever having signed in. */
export interface Minted {
  readonly accountId: string;
  readonly client: Client;
}

export interface OpenBallot {
  readonly id: string;
  readonly closesAt: string;
  /** Of the roll; the number of an entry is asked for by its voter. */
  readonly representativeIds: readonly string[];
}

/** Ballots of residents' representatives on a running platform. */
export class BallotPlatform {
  private constructor(
    readonly cluster: Cluster,
    readonly community: string,
    private readonly people: readonly [Person, Person],
    private readonly evidenceIds: string[],
  ) {}

  static async on(cluster: Cluster, operator: Person, community: string): Promise<BallotPlatform> {
    const appointed = () => appoint(cluster, operator, { role: 'community-secretary', scope: community });
    const people = [await appointed(), await appointed()] as const;
    return new BallotPlatform(cluster, community, people, [await uploadPicture(people[0])]);
  }

  /** A resident of several households, known to council, with a token that whoever holds the gateway's key can make. */
  async mint(households: readonly string[]): Promise<Minted> {
    const accountId = newId();
    await this.cluster.query(
      'council',
      `INSERT INTO known_assignment (id, account_id, role, axis, scope, version)
       SELECT gen_random_uuid(), $1, 'resident', 'self', household, 1 FROM unnest($2::text[]) AS household`,
      [accountId, households],
    );
    const key = createPrivateKey(this.cluster.privateKey);
    const kid = keyId(createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString());
    const token = await new SignJWT({ sid: newId(), roles: ['resident'] })
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setSubject(accountId)
      .setIssuer(tokenIssuer)
      .setAudience(tokenAudience)
      .setIssuedAt()
      .setExpirationTime('30m')
      .sign(key);
    return { accountId, client: createClient({ baseUrl: this.cluster.url, token: () => token }) };
  }

  /** A ballot with its roll frozen, opened unless told otherwise. */
  async ballot(
    representatives: number,
    { forMs = 3_600_000, opened = true, ...more }: { forMs?: number; opened?: boolean } & Partial<InputOf<typeof draftBallot>> = {},
  ): Promise<OpenBallot> {
    const [secretary] = this.people;
    const [id, representativeIds] = [newId(), Array.from({ length: representatives }, () => newId())];
    const opensOn = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const closesAt = new Date(Date.now() + forMs).toISOString();
    await secretary.call(draftBallot, {
      ...{ id, communityCode: this.community, electorate: 'RESIDENT_REPRESENTATIVES', question: '演示议题', matter: 'OTHER' },
      ...{ ruleId: 'RESIDENT_MEETING_2018', opensOn, closesAt, ...more },
    });
    await secretary.call(giveBallotNotice, { id, noticedOn: opensOn, evidenceIds: this.evidenceIds });
    const named = representativeIds.map((representativeId) => ({ representativeId, attends: false }));
    await secretary.call(freezeRoll, { ballotId: id, representatives: named });
    if (opened) await this.open(id);
    return { id, closesAt, representativeIds };
  }

  open = (id: string) => this.people[0].call(openBallot, { id });
  close = (id: string, signal?: AbortSignal) => this.people[0].client.call(closeBallot, { id }, signal ? { signal } : {});
  read = (id: string) => visitor(this.cluster).call(readBallot, { id });

  async certify(ballotId: string): Promise<void> {
    for (const person of this.people) await person.call(certifyBallot, { ballotId });
  }

  /** The numbers of the entries of a ballot that the account speaks for. */
  async entries({ client }: Minted, ballotId: string): Promise<number[]> {
    const found: number[] = [];
    for await (const item of client.pages(myBallots, { pending: false, limit: 100 }))
      if (item.ballotId === ballotId) found.push(item.entryNumber);
    return found;
  }

  async stored(ballotId: string): Promise<number> {
    const rows = await this.cluster.query<{ n: number }>('council', 'SELECT count(*)::int AS n FROM vote WHERE ballot_id = $1', [ballotId]);
    return rows[0]!.n;
  }
}
