type Choice = 'FOR' | 'AGAINST' | 'ABSTAIN';

export interface Gate {
  readonly measure: 'AREA' | 'HEADS' | 'PARTIES';
  readonly counts: 'PARTICIPATING' | 'FOR' | 'NOT_AGAINST';
  readonly of: 'ALL' | 'PARTICIPATING';
  readonly group: string | null;
  readonly numerator: number;
  readonly denominator: number;
  readonly comparison: 'AT_LEAST' | 'MORE_THAN';
  readonly otherwise: string;
}

export type Sums = Readonly<Record<'entries' | 'heads' | 'area', number>>;

export interface Certificate {
  readonly format: string;
  readonly ballotId: string;
  readonly question: string;
  readonly rule: { readonly id: string; readonly version: number; readonly gates: readonly Gate[] };
  readonly silenceCounts: boolean;
  readonly openedAt: string;
  readonly closesAt: string;
  readonly rollHash: string;
  readonly votes: number;
  readonly headHash: string;
  readonly merkleRoot: string;
  readonly counts: Readonly<Record<string, Sums>>;
  readonly outcome: string;
  readonly explanation: readonly {
    readonly have: number;
    readonly ofTotal: number;
    readonly needs: number;
    readonly holds: boolean;
    readonly text: string;
  }[];
  readonly certifierIds: readonly string[];
  /** Of a secret ballot: SPKI PEM of the key that signed its tokens, and how many entries were given one. */
  readonly secrecy?: { readonly tokenKey: string; readonly issued: number };
}

/** number, heads, area in 0.01 m², group, recused, attends, seal */
export type RollRow = readonly [number, number, number, string | null, boolean, boolean, string];
/** sequence, entry number, voice, choice, channel, cast at, salt */
export type VoteRow = readonly [number, number, number, Choice, string, string, string];

/** Everything that a decision rests on. */
export interface VerificationFile {
  readonly format: 'gezhi-verification/1';
  readonly certificate: Certificate;
  readonly signature: string;
  /** SPKI PEM. */
  readonly publicKey: string;
  readonly roll: readonly RollRow[];
  readonly votes: readonly VoteRow[];
}

export interface Checkpoint {
  readonly kind: 'OPENED' | 'RUNNING' | 'CLOSED';
  readonly sequence: number;
  readonly headHash: string;
  readonly rollHash: string;
  readonly merkleRoot: string | null;
}

export interface Receipt {
  readonly ballotId: string;
  readonly entryNumber: number;
  readonly voice: number;
  readonly choice: Choice;
  readonly channel: string;
  readonly castAt: string;
  readonly salt: string;
  readonly leaf: string;
  readonly signature: string;
}

/** Hash of the token, token, signature of the ballot's key over it, choice. */
export type SecretVoteRow = readonly [string, string, string, Choice];

/** Everything that a decision by a secret ballot rests on. */
export interface SecretVerificationFile {
  readonly format: 'gezhi-secret-verification/1';
  readonly certificate: Certificate;
  readonly signature: string;
  readonly publicKey: string;
  readonly roll: readonly RollRow[];
  /** The numbers of the entries that were given a token. */
  readonly issued: readonly number[];
  /** In the order of the hashes. */
  readonly votes: readonly SecretVoteRow[];
}

export interface SecretReceipt {
  readonly ballotId: string;
  readonly tokenHash: string;
  readonly choice: Choice;
  readonly leaf: string;
  readonly signature: string;
}
