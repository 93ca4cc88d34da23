import {
  approveAdvance,
  closePeriod,
  completeSpending,
  proposeSpending,
  recordCommonRevenue,
  recordCost,
  spend,
  verifyCost,
  type InputOf,
} from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { estateCount, estateOf } from '../jixian/estates.js';
import { uploadPicture } from '../picture.js';
import { inParallel, numbers, type Story } from '../story.js';
import { shown, type Carers } from './people.js';
import { feeOf } from './takeover.js';
import { answersOf } from './trials.js';

/** Where cost exceeds income (P-T19), and where one cost has no voucher (P-T18). */
export const inDeficit = 1;
export const unproven = 2;
/** Of what households pay, in percent: cleaning, repairs, insurance. */
const purposes = ['保洁清运（演示）', '日常维修（演示）', '公众责任险（演示）'] as const;
const shares = [45, 20, 5] as const;
/** In fen, as in P-T16: 12,350.50. */
const costsShown = [800_000, 335_050, 100_000] as const;
const deficitFen = 34_000;

function costsOf(estate: number): readonly number[] {
  if (estate === shown) return costsShown;
  const incomeFen = feeOf(estate) * answersOf(estate).yes;
  return estate === inDeficit ? [incomeFen, deficitFen] : shares.map((share) => (incomeFen * share) / 100);
}

/** What the service cost (P-14): recorded by the company with its voucher, and verified by somebody else. */
export async function recordCosts(story: Story, day: number, { company, member, secretary }: Carers): Promise<void> {
  const incurredOn = story.dayAt(day);
  await inParallel(numbers(estateCount), 6, async (estate) => {
    const verifier = estate === shown ? member : secretary;
    for (const [index, amountFen] of costsOf(estate).entries()) {
      const id = idOf('jixian cost', estate, index);
      // A voucher proves one cost alone.
      const evidenceIds = [await uploadPicture(company, id)];
      const cost = { id, estateId: estateOf(estate), amountFen, purpose: purposes[index]!, incurredOn, evidenceIds };
      await company.do(recordCost, cost, id);
      await verifier.do(verifyCost, { id }, 'verify', id);
    }
  });
  const id = idOf('jixian cost without voucher');
  await company.do(recordCost, { id, estateId: estateOf(unproven), amountFen: 20_000, purpose: '零星采购（演示）', incurredOn }, id);
}

/** What the common parts bring in is the owners' own (P-T17): a fund of its own, less its own verified cost. */
export async function earnCommonRevenue(story: Story, day: number, { company, member }: Carers): Promise<void> {
  const voucher = [await uploadPicture(company, 'jixian common revenue')];
  for (const estate of numbers(5)) {
    const id = idOf('jixian common revenue', estate);
    const revenue = { estateId: estateOf(estate), amountFen: 200_000, reason: '院内停车与广告（演示）', evidenceIds: voucher };
    await company.do(recordCommonRevenue, { id, ...revenue }, id);
  }
  const id = idOf('jixian common cost');
  const cost = { estateId: estateOf(shown), fund: 'COMMON_REVENUE' as const, amountFen: 30_000, purpose: '停车位划线（演示）' };
  await company.do(recordCost, { id, ...cost, incurredOn: story.dayAt(day), evidenceIds: voucher }, id);
  await member.do(verifyCost, { id }, 'verify', id);
}

/** The year is closed in all estates: what was earned above verified cost goes wholly to the fund for reinvestment. */
export async function closeYear(story: Story, day: number, { secretary }: Carers): Promise<void> {
  await inParallel(numbers(estateCount), 4, async (estate) => {
    const id = idOf('jixian period', estate);
    await secretary.do(closePeriod, { id, estateId: estateOf(estate), to: story.dayAt(day) }, id);
  });
}

/** The government's advance pays for lights, and makes good what is amiss after the close; a second person approves. */
export async function useAdvance(carers: Carers, purpose: 'PROJECT' | 'DEFICIT'): Promise<void> {
  const { secretary, leader } = carers;
  const [estate, budgetFen, title] =
    purpose === 'PROJECT'
      ? ([shown, 300_000, '楼道照明修复（演示）'] as const)
      : ([inDeficit, deficitFen, '弥补本年度亏损（演示）'] as const);
  const id = idOf('jixian advance used', purpose);
  const voucher = [await uploadPicture(secretary, 'jixian advance used')];
  const use = { fund: 'GOVERNMENT_ADVANCE' as const, purpose, title, budgetFen };
  await secretary.do(proposeSpending, { id, estateId: estateOf(estate), ...use }, id);
  await leader.do(approveAdvance, { id }, 'approve', id);
  await secretary.do(spend, { id, amountFen: budgetFen, evidenceIds: voucher }, 'spend', id);
  await secretary.do(completeSpending, { id }, 'complete', id);
}

/** What the surplus is to be spent on waits for the decision of the owners or their council. */
export async function proposeReinvestment({ company }: Carers): Promise<void> {
  const proposals: readonly Pick<InputOf<typeof proposeSpending>, 'title' | 'budgetFen'>[] = [
    { title: '口袋公园（演示）', budgetFen: 120_000 },
    { title: '单元门维修（演示）', budgetFen: 40_000 },
  ];
  for (const [index, proposal] of proposals.entries()) {
    const id = idOf('jixian reinvestment', index);
    await company.do(proposeSpending, { id, estateId: estateOf(shown), ...proposal }, id);
  }
}
