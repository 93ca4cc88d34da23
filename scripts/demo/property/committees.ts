import {
  fileCommittee,
  formCommittee,
  ownershipsOfUnit,
  publishCommitteeProfile,
  recordCommitteeDecision,
  sealCommittee,
  type CommitteeMember,
} from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { estateOf } from '../jixian/estates.js';
import { jixian } from '../jixian/ground.js';
import { uploadPicture } from '../picture.js';
import { inParallel, numbers, type Story } from '../story.js';
import type { Home } from './households.js';
import { shown, type Carers } from './people.js';

/** Of 35 estates two have no committee (P-16). */
export const committeeCount = 33;
const half = { numerator: 1, denominator: 2 };
const seat = (kind: CommitteeMember['kind']) => ({ kind, least: 1, most: kind === 'OWNER' ? null : 1 });
/** Units whose owners sit in the committee. */
const seated = [2, 3, 4];
const memberOf = (estate: number, number: number): string => idOf('jixian committee member', estate, number);

/** The county lays down how committees are made up, as no rule of Heilongjiang was read; then they are formed and filed. */
export async function formCommittees(story: Story, day: number, carers: Carers, homes: Home[][]): Promise<void> {
  const { secretary, member } = carers;
  await layDownProfile(story);
  const papers = [await uploadPicture(secretary, 'jixian committee')];
  await inParallel(numbers(committeeCount), 4, async (estate) => {
    const id = idOf('jixian committee', estate);
    const owners = await Promise.all(
      seated.map(async (unit) => {
        const { items } = await secretary.do(ownershipsOfUnit, { unitId: homes[estate]![unit]!.unitId });
        return items[0]!.titles[0]!.ownerId;
      }),
    );
    const members = membersOf(estate, owners, estate === shown ? member.accountId : null);
    await secretary.do(formCommittee, { id, estateId: estateOf(estate), members, termMonths: 36, evidenceIds: papers }, id);
    const number = String(estate + 1).padStart(3, '0');
    await secretary.do(fileCommittee, { id, filingNumber: `演示备案${number}号`, evidenceIds: papers }, 'file', id);
    if (estate === shown) await secretary.do(sealCommittee, { id, sealNumber: `演示印章${number}号`, evidenceIds: papers }, 'seal', id);
  });
  const committeeId = idOf('jixian committee', shown);
  const decision = idOf('jixian committee decision');
  const all = numbers(seated.length + 2).map((number) => memberOf(shown, number));
  const held = { committeeId, subject: '楼道照明修复方案（演示）', heldOn: story.dayAt(day), presentIds: all, signedIds: all.slice(0, 4) };
  await secretary.do(recordCommitteeDecision, { id: decision, ...held, evidenceIds: papers }, decision);
}

const membersOf = (estate: number, owners: readonly string[], accountId: string | null): CommitteeMember[] => [
  { id: memberOf(estate, 0), kind: 'RESIDENTS_COMMITTEE', office: 'CHAIR', ownerId: null, accountId: null },
  ...owners.map((ownerId, index): CommitteeMember => ({
    ...{ id: memberOf(estate, index + 1), kind: 'OWNER', office: index ? 'MEMBER' : 'VICE_CHAIR', ownerId },
    accountId: index ? null : accountId,
  })),
  { id: memberOf(estate, owners.length + 1), kind: 'STREET', office: 'MEMBER', ownerId: null, accountId: null },
];

async function layDownProfile({ operator }: Story): Promise<void> {
  const id = idOf('committee profile', jixian);
  const profile = {
    members: { least: 5, most: 11, odd: true },
    seats: [seat('OWNER'), seat('RESIDENTS_COMMITTEE'), seat('STREET')],
    chair: 'RESIDENTS_COMMITTEE' as const,
    viceChairs: ['OWNER' as const],
    meeting: { presentOver: half, ownersPresentOver: half, ownerProxies: false, signedOver: half },
    publication: { withinDays: 3, forDays: 10 },
    handOverDays: 10,
    term: { leastMonths: 12, mostMonths: 60 },
    noticeDays: 90,
    source: '集贤县演示规定：报道未列物管会组成，为设定值',
    assumed: true,
  };
  await operator.do(publishCommitteeProfile, { id, jurisdictionId: jixian, ...profile }, id);
}
