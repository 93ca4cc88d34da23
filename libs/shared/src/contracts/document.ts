import { z } from 'zod';
import * as values from './values.js';

/** One line of what is printed: a label for people with a text, an amount or both. */
export const documentLine = {
  /** The same in every document of its kind, whatever language it is read in. */
  code: z.string(),
  label: z.string(),
  text: z.string().nullable(),
  amountFen: values.fen.nullable(),
};

/** What an output has to carry to be printed, as `.pdf` or as a book with one sheet a section: see `exports`. */
export const printed = <Line extends z.ZodType>(line: Line) => ({
  title: z.string(),
  subtitle: z.string(),
  sections: z.array(z.object({ code: z.string(), title: z.string(), lines: z.array(line) })),
  /** SHA-256, in hex, of the canonical JSON (RFC 8785) of what is sealed. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Where everyone may compare the hash, as a path below the host; null for what is not published. */
  verifyPath: z.string().nullable(),
});
