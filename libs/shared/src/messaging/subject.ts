/** Whether a subject falls under a pattern: `*` stands for one token, `>` at the end for one or more. */
export function matches(pattern: string, subject: string): boolean {
  if (pattern === subject) return true;
  const expected = pattern.split('.');
  const tokens = subject.split('.');
  for (const [index, token] of expected.entries()) {
    if (token === '>') return tokens.length > index;
    if (tokens[index] === undefined || (token !== '*' && token !== tokens[index])) return false;
  }
  return tokens.length === expected.length;
}
