import ts from 'typescript';
import { checkReachable, type LifeCycle } from '@gezhi/shared/domain';
import type { Source } from './source.js';

const isRules = ({ path }: Source): boolean => path.endsWith('.rules.ts');

/** What makes a rule depend on more than its arguments. */
function impurity(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) return 'new Date()';
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()';
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const text = node.getText();
  return ['Date.now', 'Math.random', 'performance.now', 'process.env', 'crypto.randomUUID'].find((impure) => text === impure);
}

/** Rules take now, ids and chance as arguments. */
export function impureFaults(sources: readonly Source[]): string[] {
  return sources.filter(isRules).flatMap(({ path, text }) => {
    const faults: string[] = [];
    const visit = (node: ts.Node): void => {
      const found = impurity(node);
      if (found) faults.push(`${path}: ${found}`);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true));
    return faults;
  });
}

const isLifeCycle = (value: unknown): value is LifeCycle<string, string> =>
  typeof value === 'object' && value !== null && 'initial' in value && 'table' in value && 'all' in value;

/** A rules file that declares life cycles exports them, and each of their states is reached. */
export function lifeCycleFaults(sources: readonly Source[], load: (path: string) => Record<string, unknown>): string[] {
  const declaring = sources.filter((source) => isRules(source) && /\btransitions(<[^(]*>)?\(/.test(source.text));
  return declaring.flatMap(({ path, text }) => {
    const cycles = Object.entries(load(path)).filter((entry): entry is [string, LifeCycle<string, string>] => isLifeCycle(entry[1]));
    const declared = [...text.matchAll(/\btransitions(<[^(]*>)?\(/g)].length;
    const hidden = cycles.length < declared ? [`${path}: ${declared - cycles.length} of its life cycles not exported`] : [];
    const broken = cycles.flatMap(([name, cycle]) => {
      const { unreachable, unknown } = checkReachable(cycle);
      return [
        ...unreachable.map((state) => `${path}: ${name} never reaches ${state}`),
        ...unknown.map((state) => `${path}: ${name} leads to ${state}, which is no state`),
      ];
    });
    return [...hidden, ...broken];
  });
}
