import {
  answerQuestionnaire,
  bookVenue,
  claimMatch,
  closeQuestionnaire,
  deliverMatch,
  deliverResource,
  fulfilMatch,
  lendAsset,
  listDemand,
  listService,
  offerMemberService,
  openQuestionnaire,
  openVenue,
  pledgeResource,
  proposalsOfDemand,
  proposeMatches,
  receiveDonation,
  recordMemberService,
  returningMembersOfPlace,
  type InputOf,
} from '@gezhi/shared/contracts';
import { idOf, onceHeard } from '../demo-api.js';
import { communityCode } from '../jixian/ground.js';
import { uploadPicture } from '../picture.js';
import { inParallel, numbers, type Story } from '../story.js';
import { importSheet } from '../upload.js';
import { organizationOf, type Councillors } from './founding.js';

/** Those who returned to serve at home (C-15), and the two lists (C-14) in four fields (C-20). */
export const returningCount = 2_000;
const offerCount = 30;
const volunteerCount = 30;
const demandCount = 60;
const claimedCount = 40;
const fulfilledCount = 36;
/** Half the bookings lie after the end of the story. */
const comingBookings = 185;
const slots = ['周末白天', '工作日晚间', '周末白天、周末晚间', '工作日白天'];
/** Each field with a skill; what nobody offers stays unmet. */
const kinds = [
  ['CULTURE', 'TUTORING', '课业辅导'],
  ['HEALTH', 'MEDICAL_ADVICE', '健康咨询'],
  ['SKILLS', 'SMARTPHONE', '智能手机使用'],
  ['AFFAIRS', 'REPAIRS', '小修小补'],
] as const;
const kindOf = (index: number) => kinds[index % kinds.length]!;
const demandOf = (index: number): string => idOf('jixian demand', index);
const everyFifth = (index: number): boolean => index % 5 === 4;
const anyTime: InputOf<typeof listDemand>['slots'] = ['WEEKDAY_DAY', 'WEEKEND_DAY'];
/** The demand that is unmet and becomes a topic. */
export const unmetDemand = demandOf(4);

/** The register of returning members, from the list that their organisations sent. */
export async function importReturning({ secretary }: Councillors): Promise<void> {
  const rows = numbers(returningCount).map((index) => {
    const skills = `${kindOf(index)[1]}、${kindOf(index + 1)[1]}`;
    return `R-${index + 1},${communityCode},演示在职党员${index + 1}号,演示单位${(index % 40) + 1},${skills},${slots[index % slots.length]!}`;
  });
  const sheet = ['登记编号,社区代码,姓名,工作单位,技能代码,可服务时段', ...rows].join('\n');
  await importSheet(secretary.baseUrl, secretary, 'returning-members', communityCode, sheet, 'jixian');
}

/** What is wanted and what is offered, by organisations and, without a name, by returning members. */
export async function fillLists(story: Story, day: number, { secretary, neighbours }: Councillors): Promise<void> {
  const days = { from: story.dayAt(day), to: story.dayAt(day + 360) };
  const offered = (index: number) => {
    const [field, skill, title] = kindOf(index);
    return { field, skills: [skill], title: `${title}（演示）`, slots: anyTime, ...days, capacity: 2 };
  };
  await inParallel(numbers(offerCount), 6, async (index) => {
    const id = idOf('jixian offer of organisation', index);
    await secretary.do(listService, { id, placeCode: communityCode, organizationId: organizationOf(index), ...offered(index) }, id);
  });
  const { items: members } = await secretary.do(returningMembersOfPlace, { placeCode: communityCode, limit: volunteerCount });
  await inParallel(members, 6, async ({ id: memberId }, index) => {
    const id = idOf('jixian offer of volunteer', index);
    await secretary.do(offerMemberService, { id, memberId, ...offered(index) }, id);
    const service = idOf('jixian service', index);
    const done = { field: kindOf(index)[0], servedOn: story.dayAt(day), minutes: 60 + index, summary: '志愿服务（演示）' };
    await secretary.do(recordMemberService, { id: service, memberId, ...done }, service);
  });
  const [{ resident, householdId }] = neighbours;
  await inParallel(numbers(demandCount), 6, async (index) => {
    const id = demandOf(index);
    const [field, skill, title] = everyFifth(index) ? (['HEALTH', 'ELDERLY_COMPANY', '助老陪伴'] as const) : kindOf(index);
    const wanted = { id, communityCode, field, skill, title: `${title}（演示）`, slots: anyTime };
    if (index) await secretary.do(listDemand, wanted, id);
    else await onceHeard(() => resident.do(listDemand, { ...wanted, householdId }, id));
  });
}

/** Services are proposed with reasons; the best is claimed for most, delivered, and confirmed by who wanted it. */
export async function matchLists({ secretary, leader, neighbours }: Councillors): Promise<void> {
  const round = idOf('jixian matching');
  await secretary.do(proposeMatches, { id: round, placeCode: communityCode }, round);
  const photo = [await uploadPicture(secretary, 'jixian delivered')];
  const wanted = numbers(demandCount).filter((index) => !everyFifth(index));
  await inParallel(wanted.slice(0, claimedCount), 6, async (index, turn) => {
    const id = idOf('jixian match', index);
    const { items } = await secretary.do(proposalsOfDemand, { demandId: demandOf(index) });
    await secretary.do(claimMatch, { id, demandId: demandOf(index), offerId: items[0]!.offerId }, id);
    if (turn >= fulfilledCount) return;
    await secretary.do(deliverMatch, { id, evidenceIds: photo }, 'deliver', id);
    await (index ? leader : neighbours[0].resident).do(fulfilMatch, { id }, 'fulfil', id);
  });
}

/** Households say online what they need (C-16); it holds for some months. */
export async function askNeeds(story: Story, day: number, { secretary, neighbours }: Councillors): Promise<void> {
  const id = idOf('jixian questionnaire');
  const options = [
    { text: '养老服务', needKind: 'ELDERLY_CARE' as const },
    { text: '托幼服务', needKind: 'CHILD_CARE' as const },
    { text: '暂无' },
  ];
  const asked = { title: '居民需求问卷（演示）', questions: [{ text: '您家最需要什么？', mostChoices: 2, options }] };
  await secretary.do(openQuestionnaire, { id, communityCode, ...asked, closesAt: story.at(day + 20).toISOString() }, id);
  for (const [index, { resident, householdId }] of neighbours.entries()) {
    const answer = idOf('jixian answer', index);
    const said = { id: answer, questionnaireId: id, householdId, choices: [[index]] };
    await onceHeard(() => resident.do(answerQuestionnaire, said, answer));
  }
  await secretary.do(closeQuestionnaire, { id }, 'close', id);
}

/** A room that is booked (C-17), what organisations pledged, and what a company gave (C-18). */
export async function useVenue(story: Story, day: number, { secretary }: Councillors): Promise<void> {
  const venueId = idOf('jixian venue');
  await secretary.do(openVenue, { id: venueId, communityCode, name: '演示多功能活动室', seats: 60 }, venueId);
  const hour = 3_600_000;
  await inParallel(numbers(12), 4, async (index) => {
    const id = idOf('jixian booking', index);
    const from = story.at(day + index + (index < 6 ? 1 : comingBookings)).getTime();
    const span = { from: new Date(from).toISOString(), to: new Date(from + 2 * hour).toISOString() };
    await secretary.do(bookVenue, { id, venueId, ...span, purpose: '文体活动（演示）', expected: 20 + index }, id);
  });
  await inParallel(numbers(3), 3, async (index) => {
    const id = idOf('jixian pledge', index);
    const pledge = { field: kindOf(index)[0], title: '优质资源下沉（演示）', pledged: 6, dueOn: story.dayAt(day + 120) };
    await secretary.do(pledgeResource, { id, organizationId: organizationOf(index), ...pledge }, id);
    await secretary.do(deliverResource, { id, delivered: index ? 3 : 6 }, 'deliver', id);
  });
  const donation = idOf('jixian donation');
  const assets = [
    { id: idOf('jixian books'), kind: 'BOOK' as const, name: '图书（演示）', quantity: 300, venueId },
    { id: idOf('jixian equipment'), kind: 'EQUIPMENT' as const, name: '健身器材（演示）', quantity: 8, venueId },
  ];
  const given = { communityCode, organizationId: organizationOf(3), donor: '演示建材公司', receivedOn: story.dayAt(day), assets };
  await secretary.do(receiveDonation, { id: donation, ...given }, donation);
  const lent = idOf('jixian lent');
  const use = { assetId: assets[0]!.id, quantity: 20, purpose: '假期阅读（演示）', dueOn: story.dayAt(day + 30) };
  await secretary.do(lendAsset, { id: lent, ...use }, lent);
}
