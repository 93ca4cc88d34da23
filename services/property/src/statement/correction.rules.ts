import { statementErrors, type EntryKind } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';
import { correctionTitle, entryLabels } from './label.rules.js';
import type { StatementContent } from './statement.rules.js';

/** What of the period was taken back after it, in fen, by one kind of entries. */
export interface TakenBack {
  readonly kind: EntryKind;
  readonly entries: number;
  readonly amountFen: number;
}

/** Why a statement is published anew, and what of its period was taken back after it. */
export interface Correction {
  readonly former: Pick<StatementContent, 'sections'> & { readonly id: string; readonly hash: string; readonly revision: number };
  readonly reason: string;
  readonly takenBack: readonly TakenBack[];
}

type Section = StatementContent['sections'][number];
const code = 'CORRECTIONS';
const takenBackLine = ({ kind, entries, amountFen }: TakenBack): Section['lines'][number] => ({
  ...{ code: `TAKEN_BACK.${kind}`, label: `以后期间冲正：${entryLabels[kind]}`, text: `${entries} 笔`, amountFen, of: null },
});
const isTakenBack = (line: Section['lines'][number]): boolean => line.code.startsWith('TAKEN_BACK.');

/**
 * P-14, P-20 What a corrected statement says: all of it anew, why, which one it corrects by its hash, and what was taken back after
 * its period, whose own figures stay. Refuses with `property.statement.nothing-to-correct` when none of it differs from the former.
 *
 * @param hashOf SHA-256 of canonical JSON, in hex
 */
export function corrected(
  content: StatementContent,
  { former, reason, takenBack }: Correction,
  hashOf: (content: object) => string,
): StatementContent {
  const later = takenBack.map(takenBackLine);
  const before = former.sections.filter((section) => section.code !== code);
  const told = former.sections.filter((section) => section.code === code).flatMap(({ lines }) => lines.filter(isTakenBack));
  ensure(hashOf([content.sections, later]) !== hashOf([before, told]), statementErrors.nothingToCorrect);
  const lines = [
    { code: 'REASON', label: '更正原因', text: reason, amountFen: null, of: null },
    { code: 'FORMER', label: '所更正报告的内容哈希（SHA-256）', text: former.hash, amountFen: null, of: null },
    ...later,
  ];
  const subtitle = `${content.subtitle}（更正，第 ${former.revision + 1} 版）`;
  return { ...content, subtitle, sections: [...content.sections, { code, title: correctionTitle, lines }] };
}
