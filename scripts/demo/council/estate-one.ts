import {
  activatePartition,
  draftPartition,
  issueHouseholdCode,
  myBallots,
  castVote,
  ownershipsOfUnit,
  registerEstate,
  registerHousehold,
  registerPerson,
  unitsOfEstate,
  previewRoll,
} from '@gezhi/shared/contracts';
import { openAccount, password } from '../accounts.js';
import { bind, DemoAccount, idOf, onceHeard } from '../demo-api.js';
import { boundaryOf, doorOf } from '../geography.js';
import { home, jixian } from '../jixian/ground.js';
import { uploadPicture } from '../picture.js';
import { numbers, type Story } from '../story.js';
import { importSheet } from '../upload.js';
import { publish } from './decisions.js';
import { announce, certify, open, voteOnPaper, type Tellers } from './voting.js';

/** The worked estate E1: 100 units of 90 m², of which one owner holds five, the developer ten and 85 owners one each. */
export const estateOne = idOf('jixian estate E1');
export const otherTown = `${jixian}101`;
const otherCommunity = `${otherTown}001`;
const name = '演示表决小区';
const ground = { ...home, south: home.south - 0.1 };
const held = { owner: 5, developer: 10, single: 85 } as const;
const areaOfOwner = held.owner * 9_000;
/** C-T2 and C-T3: 66 singles and the owner of five take part; 34 heads say yes each time, and once it is too little area. */
const votes = { area: idOf('jixian ballot', 'C-T2'), passed: idOf('jixian ballot', 'C-T3') };
export const ballotsOfOne = votes;
const singlesVoting = 66;

export interface EstateOne extends Tellers {
  /** Holds five units. */
  readonly owner: DemoAccount;
}

/** A community of another town of the county, so that nothing of it is in a figure of the 35 estates. */
export async function openEstateOne(story: Story): Promise<EstateOne> {
  const { operator } = story;
  const plan = idOf('plan', otherCommunity);
  const grid = { serial: '001', type: home.type, boundary: boundaryOf(ground), from: [] };
  await operator.do(draftPartition, { id: plan, communityCode: otherCommunity, grids: [grid] }, plan);
  await operator.do(activatePartition, { id: plan }, plan);
  const leader = await openAccount(operator, 'leader-jixian-2', 'street-leader', otherTown);
  const secretary = await openAccount(operator, 'secretary-jixian-2', 'community-secretary', otherCommunity);
  const evidenceIds = [await uploadPicture(secretary, 'estate E1')];
  const left = { cause: 'CONTRACT_ENDED' as const, grounds: '合同到期（演示）', evidenceIds };
  const estate = { id: estateOne, communityCode: otherCommunity, name, addressLabel: '演示路100号' };
  await onceHeard(() => secretary.do(registerEstate, { ...estate, ...left }, estateOne));
  await importSheet(operator.baseUrl, secretary, 'units', otherCommunity, sheet(), 'E1');
  return { leader, secretary, owner: await ownerOfFive(secretary) };
}

function sheet(): string {
  const rows = numbers(held.owner + held.developer + held.single).map((index) => {
    const owner =
      index < held.owner
        ? '演示业主O1,自然人,演示证件-E1-O1'
        : index < held.owner + held.developer
          ? '演示开发公司,单位,演示证件-E1-D'
          : `演示业主E1-${index},自然人,演示证件-E1-${index}`;
    return `E1-${index},${otherCommunity},${name},1号楼,${101 + index}室,住宅,90.00,不动产登记簿,${owner},2015-06-01`;
  });
  return ['房屋编号,社区代码,小区名称,楼栋,房号,用途,建筑面积（平方米）,面积依据,业主,业主类型,证件号码,登记日期', ...rows].join('\n');
}

/** An owner's account is a resident's, bound to a household by a code that names the owner of the register. */
async function ownerOfFive(secretary: DemoAccount): Promise<DemoAccount> {
  const { items } = await secretary.do(unitsOfEstate, { estateId: estateOne, limit: 100 });
  const unit = items.find(({ externalRef }) => externalRef === 'E1-0')!;
  const ownerships = await secretary.do(ownershipsOfUnit, { unitId: unit.id });
  const { ownerId } = ownerships.items[0]!.titles[0]!;
  const householdId = idOf('household of owner', ownerId);
  const [lon, lat] = doorOf(ground, 0, 4);
  const door = {
    kind: 'RESIDENT' as const,
    communityCode: otherCommunity,
    addressLabel: '演示1号楼101室',
    externalRef: 'E1-101',
    lon,
    lat,
  };
  await secretary.do(registerHousehold, { id: householdId, ...door }, householdId);
  await secretary.do(registerPerson, { id: ownerId, householdId, name: '演示业主O1' }, ownerId);
  const id = idOf('code of', ownerId);
  const { code } = await secretary.do(issueHouseholdCode, { id, householdId, personId: ownerId }, id);
  const username = 'owner-jixian';
  await bind(secretary.baseUrl, code, username, password);
  return DemoAccount.signIn(secretary.baseUrl, username, password);
}

/** Notice of both questions, sixteen clear days before the vote (C-T0), once all units have been heard of. */
export async function announceVotes(story: Story, [noticed, opens, closes]: readonly number[], one: EstateOne): Promise<void> {
  const known = { units: 100, heads: 87, unitsWithoutOwner: 0 };
  await onceHeard(async () => {
    for (;;) {
      const roll = await one.secretary.do(previewRoll, { estateId: estateOne });
      if (Object.entries(known).every(([key, value]) => roll[key as keyof typeof known] === value)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  const questions = { [votes.area]: '是否续聘原物业服务企业（演示）', [votes.passed]: '是否选聘公益性物业（演示）' };
  for (const [id, question] of Object.entries(questions)) {
    const asked = { id, communityCode: otherCommunity, electorate: 'OWNERS' as const, estateId: estateOne, question };
    const times = { opensOn: story.dayAt(opens!), closesAt: story.at(closes!).toISOString() };
    await announce(one, { ...asked, matter: 'PROVIDER', ruleId: 'CIVIL_CODE_278', ...times }, story.dayAt(noticed!));
  }
}

/** The owner of five votes online, 66 others on paper. */
export async function voteOnBoth(one: EstateOne): Promise<void> {
  const vote = async (ballotId: string, singlesFor: number, ownerChoice: 'FOR' | 'AGAINST') => {
    await open(one, ballotId);
    const { items } = await onceHeard(() => one.owner.do(myBallots, {}));
    const { entryNumber } = items.find((mine) => mine.ballotId === ballotId)!;
    const id = idOf('jixian vote', ballotId);
    await one.owner.do(castVote, { id, ballotId, entryNumber, choice: ownerChoice }, id);
    let turn = 0;
    await voteOnPaper(one, ballotId, ({ area }) => {
      if (area >= areaOfOwner || turn >= singlesVoting) return undefined;
      return turn++ < singlesFor ? 'FOR' : 'AGAINST';
    });
  };
  await vote(votes.area, 34, 'AGAINST');
  await vote(votes.passed, 33, 'FOR');
}

/** Both are certified and told to everyone. */
export async function certifyBoth(one: EstateOne): Promise<void> {
  for (const ballotId of Object.values(votes)) {
    await certify(one, ballotId);
    await publish(one, { ballotId }, '业主共同决定公示');
  }
}
