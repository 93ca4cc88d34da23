import type { DecisionRule, Gate, GateResult, Verdict, VoterGroup } from '@gezhi/shared/contracts';
import { divideHalfUp } from '@gezhi/shared/domain';

/** One entry of a roll as it voted: what it weighs, whether it took part, and what it chose. */
export interface Voice {
  readonly heads: number;
  /** 0.01 m². */
  readonly area: number;
  readonly group: VoterGroup | null;
  /** Took part: voted in any way, or was present. */
  readonly participates: boolean;
  /** Null: took part and said nothing, or did not take part. */
  readonly choice: 'FOR' | 'AGAINST' | 'ABSTAIN' | null;
}

/**
 * C-10, C-T1…C-T11, C-T15, C-T16 What a rule makes of the voices: PASSED when every threshold holds, else what the first one that fails
 * says. Counts are exact integers, compared by multiplication; every threshold is explained, also after one has failed.
 *
 * @param silenceCounts the covenant adds who took part and said nothing to the majority (从众); it never supplies participation
 */
export function evaluate(rule: Pick<DecisionRule, 'gates'>, voices: readonly Voice[], silenceCounts = false): Verdict {
  const explanation = rule.gates.map((gate) => resultOf(gate, voices, silenceCounts));
  return { outcome: explanation.find(({ holds }) => !holds)?.otherwise ?? 'PASSED', explanation };
}

function resultOf(gate: Gate, voices: readonly Voice[], silenceCounts: boolean): GateResult {
  const counted = voices.filter(({ group }) => gate.group === null || group === gate.group);
  const weigh = (counts: (voice: Voice) => boolean): bigint =>
    counted.reduce((sum, voice) => (counts(voice) ? sum + BigInt(gate.measure === 'AREA' ? voice.area : voice.heads) : sum), 0n);
  const whole = weigh(({ participates }) => gate.of === 'ALL' || participates);
  const have = weighChosen(gate, weigh, silenceCounts);
  return { ...gate, ...compare(have, whole, gate), text: textOf(gate, have, whole) };
}

function weighChosen(gate: Gate, weigh: (counts: (voice: Voice) => boolean) => bigint, silenceCounts: boolean): bigint {
  if (gate.counts === 'PARTICIPATING') return weigh(({ participates }) => participates);
  const inFavour = weigh(({ participates, choice }) => participates && choice === 'FOR');
  const against = weigh(({ participates, choice }) => participates && choice === 'AGAINST');
  const silent = silenceCounts ? weigh(({ participates, choice }) => participates && choice === null) : 0n;
  if (gate.counts === 'NOT_AGAINST') return weigh(({ participates }) => participates) - against - (against > inFavour ? silent : 0n);
  return inFavour + (inFavour > against ? silent : 0n);
}

function compare(have: bigint, whole: bigint, { numerator, denominator, comparison }: Gate) {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  const needs = comparison === 'AT_LEAST' ? (whole * n + d - 1n) / d : (whole * n) / d + 1n;
  return {
    ...{ have: Number(have), ofTotal: Number(whole), needs: Number(needs) },
    holds: whole > 0n && have >= needs,
    percent: percentOf(have, whole),
  };
}

/** C-10 A share in percent with two decimals, rounded half-up, for people; nothing is decided by it. */
export function percentOf(part: bigint, whole: bigint): string {
  const hundredths =
    whole > 0n
      ? divideHalfUp(part * 10_000n, whole)
          .toString()
          .padStart(3, '0')
      : '000';
  return `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`;
}

/** As counts compare, not as their rounded percentages do. */
function textOf({ measure, counts, group, numerator, denominator, comparison }: Gate, have: bigint, whole: bigint): string {
  const difference = have * BigInt(denominator) - whole * BigInt(numerator);
  const relation = difference < 0n ? '<' : difference > 0n ? '>' : '=';
  const wanted = percentOf(BigInt(numerator), BigInt(denominator));
  const of = group ? ` of ${group}` : '';
  const least = comparison === 'AT_LEAST' ? 'at least' : 'more than';
  return `${counts} ${measure}${of} ${percentOf(have, whole)} % ${relation} ${wanted} % (${least} ${numerator}/${denominator})`;
}
