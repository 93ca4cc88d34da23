import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow } from '../../scripts/rules-index.js';

/** A file of the tree under test, by its path from the root. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

export const repository = join(__dirname, '..', '..');
/** A small tree with one fault planted in it. */
export const planted = (name: string): string => join(__dirname, 'violations', name);

const folders = ['libs', 'services', 'gateway/src'];

/** The TypeScript sources of libs, services and gateway below `root`. */
export function sourcesOf(root: string): Source[] {
  return folders
    .flatMap((folder) => filesBelow(join(root, folder), '.ts'))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}
