import { billsOfEstate, issueBills, payBill, remindBill, requestReturn, settleRefund, type OutputOf } from '@gezhi/shared/contracts';
import { everyItem, idOf } from '../demo-api.js';
import { estateCount, estateOf } from '../jixian/estates.js';
import { uploadPicture } from '../picture.js';
import { inParallel, numbers } from '../story.js';
import type { Carers } from './people.js';
import { feeOf } from './takeover.js';
import { answersOf, contractOf } from './trials.js';

type Bill = OutputOf<typeof billsOfEstate>['items'][number];

/** Of every fifth estate two households pay late, or never; of every seventh one returns the service after it paid. */
const inArrears = (estate: number): boolean => estate % 5 === 2;
export const returns = (estate: number): boolean => estate % 7 === 3;
const [lateUnit, openUnit, returnedUnit] = [11, 12, 13];
const isOverdue = (estate: number, unit: number): boolean => inArrears(estate) && (unit === lateUnit || unit === openUnit);

/** The year that began is billed (P-12, P-14), and most households pay at once: in cash or by transfer, one in two parts. */
export async function billAndPay(carers: Carers, year: number): Promise<void> {
  const { company } = carers;
  await inParallel(numbers(estateCount), 8, async (estate) => {
    await company.do(issueBills, { estateId: estateOf(estate) }, estate, year);
    const bills = await billsOf(carers, estate, year);
    for (const unit of numbers(answersOf(estate).yes)) {
      const bill = bills.get(contractOf(estate, unit));
      if (!bill || isOverdue(estate, unit) || (year > 0 && unit % 2)) continue;
      // What a bill says now changes with a return; what was paid does not.
      const parts = unit === 1 ? [5_000, feeOf(estate) - 5_000] : [feeOf(estate)];
      for (const [part, amountFen] of parts.entries()) await pay(carers, bill, amountFen, year, part);
    }
  });
}

/** Whoever is late is reminded, which is all that is done; some pay then. */
export async function remindLate(carers: Carers): Promise<void> {
  await inParallel(numbers(estateCount).filter(inArrears), 4, async (estate) => {
    const bills = await billsOf(carers, estate, 0);
    for (const unit of [lateUnit, openUnit]) {
      const bill = bills.get(contractOf(estate, unit))!;
      await carers.company.do(remindBill, { id: bill.id }, 'remind', bill.id);
      if (unit === lateUnit) await pay(carers, bill, feeOf(estate), 0, 0);
    }
  });
}

/** Some return the service, of which no reason is asked (P-11), and get back what they paid for the days to come. */
export async function returnService({ company }: Carers): Promise<void> {
  const receipt = [await uploadPicture(company, 'jixian refund')];
  await inParallel(numbers(estateCount).filter(returns), 4, async (estate) => {
    const id = contractOf(estate, returnedUnit);
    const { refunds } = await company.do(requestReturn, { id }, 'return', id);
    for (const refund of refunds)
      await company.do(settleRefund, { id: refund.id, method: 'TRANSFER', evidenceIds: receipt }, 'settle', refund.id);
  });
}

async function pay({ company }: Carers, bill: Bill, amountFen: number, year: number, part: number): Promise<void> {
  const paymentId = idOf('jixian payment', bill.contractId!, year, part);
  const method = part ? ('CASH' as const) : ('TRANSFER' as const);
  await company.do(payBill, { id: bill.id, paymentId, amountFen, method }, paymentId);
}

/** The bills of an estate for one year of service, the first or a later one, by their contracts. */
async function billsOf({ company }: Carers, estate: number, year: number): Promise<ReadonlyMap<string, Bill>> {
  const estateId = estateOf(estate);
  const bills = await everyItem((after) => company.do(billsOfEstate, { estateId, after, limit: 100 }));
  const earlier = (bill: Bill): number => bills.filter(({ contractId, from }) => contractId === bill.contractId && from < bill.from).length;
  const ofYear = bills.filter((bill) => bill.contractId && earlier(bill) === year);
  return new Map(ofYear.map((bill) => [bill.contractId!, bill]));
}
