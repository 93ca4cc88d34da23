import {
  serviceRequestErrors,
  type GridType,
  type PolicyOf,
  type RequestClass,
  type ServiceMode,
  type publishRequestPolicy,
} from '@gezhi/shared/contracts';
import { catalogue, ensure, workingCalendar, type CalendarRows, type EscalationStep, type WorkingCalendar } from '@gezhi/shared/domain';
import { limitsOf } from './limits.rules.js';
import type { Terms } from './time-limit.rules.js';

/** What a jurisdiction lays down for service requests, in one version. */
export type RequestPolicy = PolicyOf<typeof publishRequestPolicy>;

/** A policy ready for use. */
export interface PolicyInForce {
  readonly classes: ReadonlyMap<string, RequestClass>;
  readonly modes: readonly ServiceMode[];
  readonly calendar: WorkingCalendar;
  readonly steps: readonly EscalationStep[];
  readonly reporterRetentionDays: number;
  readonly similar: RequestPolicy['similar'];
}

const modeCount = 4;
const isRising = (days: readonly number[]): boolean => days.every((day, index) => index === 0 || day > days[index - 1]!);

/**
 * G-38 G-42 Accepts a policy with different classes, exactly four service modes, a workable calendar, rising days of re-checks
 * and no class that silence confirms before its reopen window is over. Refuses with `grid.service-request.policy-invalid` or the catalogue's own codes.
 */
export function acceptPolicy(policy: RequestPolicy): PolicyInForce {
  // A version published before there were re-checks says nothing of them: it knows none.
  const classes = policy.classes.map((item) => ({ ...item, recheckDays: item.recheckDays ?? [] }));
  const codes = classes.map((item) => item.code);
  const faulty = classes.filter(
    (item, index) => codes.indexOf(item.code) !== index || item.autoConfirmDays < item.reopenDays || !isRising(item.recheckDays),
  );
  ensure(!faulty.length, serviceRequestErrors.policyInvalid, { classes: faulty.map((item) => item.code) });
  return {
    classes: new Map(classes.map((item) => [item.code, item])),
    modes: catalogue({ name: 'service-mode', size: modeCount, items: policy.modes }).items,
    calendar: workingCalendar(policy.calendar as CalendarRows),
    steps: policy.escalation,
    reporterRetentionDays: policy.reporterRetentionDays,
    similar: policy.similar ?? { withinMetres: 50, withinDays: 30 },
  };
}

/** G-08 G-42 The terms of a class in a grid of a type; refuses with `grid.service-request.class-unknown`. */
export function termsOf(policy: PolicyInForce, code: string, gridType: GridType | null): Terms {
  const found = policy.classes.get(code);
  ensure(found, serviceRequestErrors.classUnknown, { class: code });
  return { class: limitsOf(found, gridType), calendar: policy.calendar, steps: policy.steps };
}

/** G-38 A request names one of the jurisdiction's service modes or none; refuses with `grid.service-request.mode-unknown`. */
export function ensureMode(policy: PolicyInForce, code: string | undefined): void {
  ensure(code === undefined || policy.modes.some((mode) => mode.code === code), serviceRequestErrors.modeUnknown, { mode: code ?? null });
}
