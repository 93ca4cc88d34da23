import { randomUUID } from 'node:crypto';
import { activateAccount, draftBallot, freezeRoll, giveBallotNotice, inviteAccount, openBallot, type Role } from '@gezhi/shared/contracts';
import { createClient } from '@gezhi/client';
import { DemoAccount, idOf, onceHeard } from '../../demo/demo-api.js';
import { uploadPicture } from '../../demo/picture.js';
import { seconds, type Ground } from '../ground.js';
import { benchCommunity as communityCode } from '../requests.js';

const day = 86_400_000;
const dateOf = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);

/** Two who may certify, and the proof that a notice was given. */
export interface Polling {
  readonly secretary: DemoAccount;
  readonly leader: DemoAccount;
  readonly evidenceId: string;
}

/** As if the property service had told of units, each with one owner of its own. */
const units = `
  WITH u AS (INSERT INTO known_unit (unit_id, estate_id, community_code, kind, area, area_source, version)
    SELECT uuidv7(), $1, $2, 'RESIDENTIAL', 9000, 'TITLE_REGISTER', 1 FROM generate_series(1, $3::int) RETURNING unit_id)
  INSERT INTO known_ownership (unit_id, version, owner_ids, valid_from) SELECT unit_id, 1, ARRAY[uuidv7()], '2020-01-01' FROM u`;

export async function openPolling(ground: Ground): Promise<Polling> {
  const open = (name: string, role: Role, scope: string) => account(ground, name, role, scope);
  const secretary = await open('bench-secretary', 'community-secretary', communityCode);
  const leader = await open('bench-leader', 'street-leader', communityCode.slice(0, 9));
  return { secretary, leader, evidenceId: await uploadPicture(secretary, idOf('bench council')) };
}

async function account({ cluster, operator }: Ground, username: string, role: Role, scope: string): Promise<DemoAccount> {
  const password = 'a bench of its own';
  const { code } = await operator.do(inviteAccount, { id: idOf('bench account', username), username, role, scope }, username);
  await createClient({ baseUrl: cluster.url }).call(activateAccount, { code: code!, password });
  return DemoAccount.signIn(cluster.url, username, password);
}

/** A vote of the owners of an estate of so many units, opened today: its notice was given long enough ago. */
export async function openVote({ cluster }: Ground, { secretary, evidenceId }: Polling, owners: number, minutes: number) {
  const [estateId, id] = [randomUUID(), randomUUID()];
  await cluster.query('council', units, [estateId, communityCode, owners]);
  await cluster.query('council', 'ANALYZE known_unit, known_ownership');
  const now = Date.now();
  const times = { opensOn: dateOf(now), closesAt: new Date(now + minutes * 60_000).toISOString() };
  const question = { question: '测量', matter: 'OTHER' as const, ruleId: 'CIVIL_CODE_278' as const };
  const drafted = { id, communityCode, electorate: 'OWNERS' as const, estateId, ...question, ...times };
  await onceHeard(() => secretary.do(draftBallot, drafted, id));
  const noticedOn = dateOf(now - 20 * day);
  await secretary.do(giveBallotNotice, { id, noticedOn, evidenceIds: [evidenceId], committeeCopyId: evidenceId }, id);
  const frozen = await seconds(() => secretary.do(freezeRoll, { ballotId: id }, id));
  await secretary.do(openBallot, { id }, id);
  return { id, frozen };
}
