/** What is looked for: text that begins a code, a door label, a register number or a name. */
export interface SearchTerms {
  /** The beginning of a grid code, or its last three digits. */
  readonly code: string | null;
  readonly serial: string | null;
  readonly prefix: string;
}

/** G-05 Digits alone look for grids too, three of them for the serial of one; everything looks for what begins with it. */
export function searchTerms(text: string): SearchTerms {
  const prefix = text.trim();
  const digits = /^\d+$/.test(prefix);
  return { code: digits ? prefix : null, serial: digits && prefix.length === 3 ? prefix : null, prefix };
}
