import { Injectable } from '@nestjs/common';
import { scopeParameters, type Request } from '@gezhi/shared/auth';
import { householdStatement, requestErrors, statementErrors, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { Database } from '@gezhi/shared/database';
import { addFen, ensure, sumFen } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import { shareUses, splitPayments, usesOf, type Paid } from './household-share.rules.js';
import { householdFacts } from './statement.plan.js';
import { resultFen, unbookedFen, type BillsAlike, type StatementFacts } from './statement.rules.js';

type Facts = Pick<StatementFacts, 'estateId' | 'periodId' | 'from' | 'to' | 'movements' | 'unearned' | 'carriedDeficitFen'> & {
  readonly bills: readonly (BillsAlike & { readonly id: string })[];
  readonly payments: readonly Paid[];
  readonly bookedEarnedFen: number;
  readonly discountFen: number;
};

@Injectable()
export class HouseholdStatementQueries {
  constructor(private readonly database: Database) {}

  @Handles(householdStatement)
  async ofHousehold(
    { estateId, householdId, periodId }: InputOf<typeof householdStatement>,
    request: Request,
  ): Promise<OutputOf<typeof householdStatement>> {
    const parameters = [...scopeParameters(request), estateId, periodId ?? null, householdId];
    const [facts] = await this.database.read<Facts>(householdFacts, parameters);
    ensure(facts, requestErrors.notFound);
    ensure(!periodId || facts.periodId, statementErrors.periodUnknown);
    const { bills, payments, movements, from, to } = facts;
    const split = bills.flatMap((bill) =>
      splitPayments(
        payments.filter(({ billId }) => billId === bill.id),
        bill,
      ),
    );
    const total = (field: 'amountFen' | 'earnedFen' | 'prepaidFen' | 'refundedFen') => sumFen(split.map((one) => one[field]));
    const unbooked = facts.periodId ? 0 : unbookedFen({ unearned: bills.filter((bill) => bill.from <= to), to });
    const periodEarnedFen = addFen(facts.bookedEarnedFen, unbooked);
    return {
      ...{ estateId, householdId, periodId: facts.periodId, from, to, payments: split, periodEarnedFen, discountFen: facts.discountFen },
      ...{ paidFen: total('amountFen'), earnedFen: total('earnedFen'), prepaidFen: total('prepaidFen'), refundedFen: total('refundedFen') },
      uses: shareUses(periodEarnedFen, usesOf(movements, resultFen(facts))),
    };
  }
}
