import type { InputOf, formTaskForce, registerBacklogCase } from '@gezhi/shared/contracts';
import { register, type CaseState } from './backlog-case.rules.js';
import { defaultPolicy } from './hard-case-policy.rules.js';

/** Evidently invented, for specs. */
export const now = '2026-03-01T01:00:00.000Z';
export const grid = '320404004003001';
export const place = { placeCode: grid, communityCode: grid.slice(0, 12), gridCode: grid };
export const idOf = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
export const [leader, owner, file] = [idOf(901), idOf(902), idOf(903)];

export const registering = (changes: Partial<InputOf<typeof registerBacklogCase>> = {}): InputOf<typeof registerBacklogCase> => ({
  ...{ id: idOf(1), gridCode: grid, class: 'NEIGHBOUR', title: '样例：灯笼之争', summary: '样例：两户为一盏灯笼相争' },
  ...{ originOn: '2014-05-31', petition: false, restricted: false, ownerCadreId: owner, history: [] },
  ...changes,
});
export const facts = { policy: defaultPolicy, ownerKnown: true, by: leader };
export const opened = (changes: Partial<InputOf<typeof registerBacklogCase>> = {}): CaseState =>
  register(registering(changes), place, facts, now).state;

export const due = '2026-06-30T00:00:00.000Z';
export const cadres = [
  { cadreId: idOf(11), line: 'PUBLIC_SECURITY_GOVERNANCE', accountId: idOf(21) },
  { cadreId: idOf(12), line: 'HOUSING_CONSTRUCTION', accountId: null },
  { cadreId: idOf(13), line: 'ECONOMIC_DEVELOPMENT', accountId: null },
] as const;
export const forming = (changes: Partial<InputOf<typeof formTaskForce>> = {}): InputOf<typeof formTaskForce> => ({
  ...{ id: idOf(50), caseId: idOf(1), dueAt: due },
  members: cadres.slice(0, 2).map(({ line, cadreId }) => ({ line, cadreId })),
  measures: [
    { id: idOf(51), line: 'PUBLIC_SECURITY_GOVERNANCE', title: '样例：联合走访', dueAt: due },
    { id: idOf(52), line: 'HOUSING_CONSTRUCTION', title: '样例：现场勘验', dueAt: due },
  ],
  ...changes,
});

/** The code of the refusal a rule gives, or `accepted`. */
export function refusal(rule: () => unknown): string {
  try {
    rule();
    return 'accepted';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
