import type { z } from 'zod';
import type { Contract } from '@gezhi/shared/contracts';
import { yuanOf } from '@gezhi/shared/domain';

/** What an output carries that is printed: `printed` of the contracts. */
export interface Printed {
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly {
    readonly code: string;
    readonly title: string;
    readonly lines: readonly { readonly label: string; readonly text: string | null; readonly amountFen: number | null }[];
  }[];
  readonly hash: string;
  readonly verifyPath: string | null;
}

/** Whether a contract's output is a document with sections, and not a page of a list. */
export const isPrinted = (contract: Contract): boolean => 'sections' in ((contract.output as z.ZodObject).shape as Record<string, unknown>);

/** Fen as people read yuan, with thousands set apart: `12,350.50`. */
export const groupedYuanOf = (amountFen: number): string => yuanOf(amountFen).replace(/\B(?=(\d{3})+\.)/g, ',');
