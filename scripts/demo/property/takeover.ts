import {
  beginTrial,
  bookAdvance,
  draftFeeSchedule,
  openOffer,
  openTakeover,
  publishFeeSchedule,
  receiveHandOverItem,
  registerProvider,
  takeOverEstate,
  takeoverPolicy,
  waiveHandOverItem,
} from '@gezhi/shared/contracts';
import { idOf } from '../demo-api.js';
import { estateCount, estateOf } from '../jixian/estates.js';
import { communityCode, town } from '../jixian/ground.js';
import { uploadPicture } from '../picture.js';
import { inParallel, numbers, type Story } from '../story.js';
import type { Carers } from './people.js';

/** What households pay for a year (P-12), from 150 to 200 yuan. */
export const feeOf = (estate: number): number => 15_000 + ((estate + 3) % 6) * 1_000;
export const feeScheduleOf = (estate: number): string => idOf('jixian fee', estate);
const takeoverOf = (estate: number): string => idOf('jixian takeover', estate);
const advanceFen = 500_000;

/** The promise of every estate (P-09): the government's advance, the low fee, and free months first; the estates are on trial. */
export async function openOffers(story: Story, day: number, { secretary, company }: Carers): Promise<void> {
  const voucher = [await uploadPicture(secretary, 'jixian advance')];
  await inParallel(numbers(estateCount), 4, async (estate) => {
    const estateId = estateOf(estate);
    const advance = idOf('jixian advance', estate);
    const booked = { estateId, amountFen: advanceFen, reason: '政府先期投入（演示）', evidenceIds: voucher };
    await secretary.do(bookAdvance, { id: advance, ...booked }, advance);
    const id = feeScheduleOf(estate);
    await company.do(draftFeeSchedule, { id, estateId, amountFen: feeOf(estate), unit: 'HOUSEHOLD', period: 'YEAR' }, id);
    await secretary.do(publishFeeSchedule, { id, effectiveFrom: story.dayAt(day + 1) }, 'publish', id);
    const offer = idOf('jixian offer', estate);
    const text = '先试后买：免费试用三个月；转为付费后随时可无理由退货，未服务天数按日退费（演示）';
    await secretary.do(openOffer, { id: offer, estateId, text, trialMonths: 3 }, offer);
    await secretary.do(beginTrial, { id: estateId }, 'trial of', estateId);
  });
}

/** The company receives what the hand-over list names, most of it (P-21), and takes every estate over. */
export async function takeOverEstates({ leader, secretary, company }: Carers): Promise<void> {
  const providerId = idOf('jixian provider');
  const provider = { id: providerId, placeCode: town, name: '演示公益性物业公司', kind: 'PUBLIC_WELFARE' as const };
  await leader.do(registerProvider, { ...provider, distributesProfit: false }, providerId);
  const { items } = await secretary.client.call(takeoverPolicy, { placeCode: communityCode });
  const evidenceIds = [await uploadPicture(company, 'jixian hand-over')];
  await inParallel(numbers(estateCount), 6, async (estate) => {
    const id = takeoverOf(estate);
    await secretary.do(openTakeover, { id, estateId: estateOf(estate), providerId }, id);
    for (const [index, { code }] of items.entries()) {
      const isLost = index === 0 && estate % 3 === 0;
      if (isLost) await secretary.do(waiveHandOverItem, { id, code, reason: '原产权单位已注销，图纸无从移交（演示）' }, id, code);
      else await company.do(receiveHandOverItem, { id, code, evidenceIds }, id, code);
    }
    await secretary.do(takeOverEstate, { id }, 'take over', id);
  });
}
