import type { PriorityItem } from '@gezhi/shared/contracts';
import { addMonths } from '@gezhi/shared/domain';

export interface Age {
  readonly years: number;
  readonly months: number;
}

/** G-17 The full years and months from the origin of a case to a day, by the corresponding day of the month; 0 on its first days. */
export function ageOf(originOn: string, today: string): Age {
  const [[year, month], [thisYear, thisMonth]] = [originOn, today].map((date) => date.split('-').map(Number)) as [number[], number[]];
  const begun = (thisYear! - year!) * 12 + thisMonth! - month!;
  const full = Math.max(0, addMonths(originOn, begun) > today ? begun - 1 : begun);
  return { years: Math.floor(full / 12), months: full % 12 };
}

/** G-17 The priority that the age of a case gives it: that of the most years it has reached; null below all of them. */
export function priorityOf(age: Age, priorities: readonly PriorityItem[]): string | null {
  return priorities.find(({ years }) => age.years >= years)?.code ?? null;
}
