import type { RollRow, VerificationFile, VoteRow } from './file.js';

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

/** What a gateway publishes of a certified ballot, as one file. @param url `https://…/v1/ballots/<id>` */
export async function fetchFile(url: string): Promise<VerificationFile> {
  const signed = await get<Pick<VerificationFile, 'certificate' | 'signature' | 'publicKey'>>(`${url}/certificate`);
  const roll = (await all<Entry>(`${url}/roll`)).map(rollRow);
  const votes = (await all<Published>(`${url}/votes`)).map(voteRow);
  return { format: 'gezhi-verification/1', ...signed, roll, votes };
}
