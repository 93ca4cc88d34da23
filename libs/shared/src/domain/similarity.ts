import { divideHalfUp } from './exact.js';

/** Longitude and latitude in degrees, as GeoJSON writes a position. */
export type Position = readonly [longitude: number, latitude: number];

/** Mean radius of the earth. */
const earthMetres = 6_371_009;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Whole metres between two positions along the great circle (G-21, G-42). */
export function metresBetween(a: Position, b: Position): number {
  const [from, to] = [radians(a[1]), radians(b[1])];
  const half = Math.sin((to - from) / 2) ** 2 + Math.cos(from) * Math.cos(to) * Math.sin(radians(b[0] - a[0]) / 2) ** 2;
  return Math.round(2 * earthMetres * Math.asin(Math.sqrt(Math.min(1, half))));
}

/** What is compared of a text: its characters in one form and case, without spaces, punctuation and characters nobody sees. */
const compared = (text: string): string[] => [
  ...text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{Z}\p{C}]/gu, ''),
];

function pairsOf(characters: readonly string[]): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let index = 1; index < characters.length; index++) {
    const pair = characters[index - 1]! + characters[index]!;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/**
 * How alike two texts are in whole percent (G-21, G-42): the pairs of neighbouring characters they share, twice, of all their
 * pairs (Dice). 100 for equal ones, 0 for those with no pair in common; a text of one character is like its equal alone.
 */
export function textSimilarity(a: string, b: string): number {
  const [left, right] = [compared(a), compared(b)];
  if (left.length < 2 || right.length < 2) return left.join('') === right.join('') ? 100 : 0;
  const others = pairsOf(right);
  let shared = 0;
  for (const [pair, count] of pairsOf(left)) shared += Math.min(count, others.get(pair) ?? 0);
  return Number(divideHalfUp(200n * BigInt(shared), BigInt(left.length + right.length - 2)));
}
