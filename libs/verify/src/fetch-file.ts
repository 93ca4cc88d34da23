import type { RollRow, SecretVerificationFile, SecretVoteRow, VerificationFile, VoteRow } from './file.js';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

async function get<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}: ${(await response.text()).slice(0, 300)}`);
  return (await response.json()) as T;
}

async function all<T>(url: string): Promise<T[]> {
  const items: T[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page: Page<T> = await get(`${url}?limit=2000${next && `&after=${encodeURIComponent(next)}`}`);
    items.push(...page.items);
    next = page.next;
  }
  return items;
}

type Entry = Readonly<{
  number: number;
  heads: number;
  area: number;
  group: string | null;
  recused: boolean;
  attends: boolean;
  seal: string;
}>;
type Published = Readonly<{
  sequence: number;
  entryNumber: number;
  voice: number;
  choice: VoteRow[3];
  channel: string;
  castAt: string;
  salt: string;
}>;

type PublishedSecretly = Readonly<{ tokenHash: string; token: string; signature: string; choice: SecretVoteRow[3] }>;

export const rollRow = ({ number, heads, area, group, recused, attends, seal }: Entry): RollRow => [
  number,
  heads,
  area,
  group,
  recused,
  attends,
  seal,
];
export const voteRow = ({ sequence, entryNumber, voice, choice, channel, castAt, salt }: Published): VoteRow => [
  ...([sequence, entryNumber, voice, choice] as const),
  ...([channel, castAt, salt] as const),
];

export const secretVoteRow = ({ tokenHash, token, signature, choice }: PublishedSecretly): SecretVoteRow => [
  tokenHash,
  token,
  signature,
  choice,
];

/** What a gateway publishes of a certified ballot, as one file. @param url `https://…/v1/ballots/<id>` */
export async function fetchFile(url: string): Promise<VerificationFile | SecretVerificationFile> {
  const signed = await get<Pick<VerificationFile, 'certificate' | 'signature' | 'publicKey'>>(`${url}/certificate`);
  const roll = (await all<Entry>(`${url}/roll`)).map(rollRow);
  if (signed.certificate.secrecy) {
    const issued = (await all<{ entryNumber: number }>(`${url}/issued-tokens`)).map(({ entryNumber }) => entryNumber);
    const votes = (await all<PublishedSecretly>(`${url}/secret-votes`)).map(secretVoteRow);
    return { format: 'gezhi-secret-verification/1', ...signed, roll, issued, votes };
  }
  const votes = (await all<Published>(`${url}/votes`)).map(voteRow);
  return { format: 'gezhi-verification/1', ...signed, roll, votes };
}
