import type { Certificate, Gate, RollRow, Sums, VoteRow } from './file.js';

export interface Heard {
  readonly heads: number;
  readonly area: number;
  readonly group: string | null;
  readonly choice: string | null;
  readonly takesPart: boolean;
  readonly inConflict: boolean;
}

/** What each entry of the roll said; who is recused is left out. */
export function hear(roll: readonly RollRow[], votes: readonly VoteRow[]): Heard[] {
  const whole = new Map<number, string>();
  const parts = new Map<number, Set<string>>();
  for (const [, entry, voice, choice] of votes) {
    if (voice === 0) whole.set(entry, choice);
    else parts.set(entry, (parts.get(entry) ?? new Set()).add(choice));
  }
  return roll.flatMap(([number, heads, area, group, recused, attends]) => {
    if (recused) return [];
    const said = whole.has(number) ? [whole.get(number)!] : [...(parts.get(number) ?? [])];
    const inConflict = said.length > 1;
    const choice = inConflict ? null : (said[0] ?? null);
    return [{ heads, area, group, choice, inConflict, takesPart: !inConflict && (attends || choice !== null) }];
  });
}

export function count(heard: readonly Heard[]): Record<string, Sums> {
  const add = (which: (entry: Heard) => boolean): Sums => {
    const sums = { entries: 0, heads: 0, area: 0 };
    for (const entry of heard)
      if (which(entry)) {
        sums.entries += 1;
        sums.heads += entry.heads;
        sums.area += entry.area;
      }
    return sums;
  };
  return {
    all: add(() => true),
    participating: add(({ takesPart }) => takesPart),
    for: add(({ choice }) => choice === 'FOR'),
    against: add(({ choice }) => choice === 'AGAINST'),
    abstaining: add(({ choice }) => choice === 'ABSTAIN'),
    silent: add(({ takesPart, choice }) => takesPart && choice === null),
    inConflict: add(({ inConflict }) => inConflict),
  };
}

interface Step {
  readonly have: number;
  readonly ofTotal: number;
  readonly needs: number;
  readonly holds: boolean;
}

/** What the rule of the certificate makes of the entries. */
export function decide(
  { rule, silenceCounts }: Pick<Certificate, 'rule' | 'silenceCounts'>,
  heard: readonly Heard[],
): { outcome: string; steps: Step[] } {
  const steps = rule.gates.map((gate) => step(gate, heard, silenceCounts));
  const failed = steps.findIndex(({ holds }) => !holds);
  return { outcome: failed < 0 ? 'PASSED' : rule.gates[failed]!.otherwise, steps };
}

function step(gate: Gate, all: readonly Heard[], silenceCounts: boolean): Step {
  const heard = all.filter(({ group }) => gate.group === null || gate.group === group);
  const sum = (which: (entry: Heard) => boolean) =>
    heard.reduce((total, entry) => (which(entry) ? total + BigInt(gate.measure === 'AREA' ? entry.area : entry.heads) : total), 0n);
  const participating = sum(({ takesPart }) => takesPart);
  const yes = sum(({ choice }) => choice === 'FOR');
  const no = sum(({ choice }) => choice === 'AGAINST');
  const silent = silenceCounts ? sum(({ takesPart, choice }) => takesPart && choice === null) : 0n;
  const have = {
    PARTICIPATING: participating,
    FOR: yes + (yes > no ? silent : 0n),
    NOT_AGAINST: participating - no - (no > yes ? silent : 0n),
  }[gate.counts];
  const total = gate.of === 'ALL' ? sum(() => true) : participating;
  const [n, d] = [BigInt(gate.numerator), BigInt(gate.denominator)];
  const holds = total > 0n && (gate.comparison === 'AT_LEAST' ? have * d >= total * n : have * d > total * n);
  const needs = gate.comparison === 'AT_LEAST' ? (total * n + d - 1n) / d : (total * n) / d + 1n;
  return { have: Number(have), ofTotal: Number(total), needs: Number(needs), holds };
}
