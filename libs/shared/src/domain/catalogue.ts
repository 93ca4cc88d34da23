import { catalogueErrors } from '../contracts/platform.js';
import type { PlaceCode } from '../contracts/values.js';
import { ensure } from './decision.js';
import { isWithin } from './geography.js';

export interface CatalogueItem {
  readonly code: string;
  /** Where the item is taken from: article of law, page of a standard, or who proposed it. */
  readonly source: string;
  /** Assumed by the system's makers rather than read in a source; shown as such until the jurisdiction confirms it. */
  readonly assumed: boolean;
}

export interface Catalogue<Item extends CatalogueItem = CatalogueItem> {
  /** What is listed, as in `profile-class`. */
  readonly name: string;
  /** The exact number of items the jurisdiction prescribes. */
  readonly size: number;
  readonly items: readonly Item[];
}

/** What a jurisdiction has laid down, in one of its versions: catalogues and policies alike. */
export interface Version {
  /** Place code of the county or street that runs its own rules. */
  readonly jurisdictionId: PlaceCode;
  /** Counts from 1 within jurisdiction and name. */
  readonly version: number;
}

/**
 * Accepts a catalogue of exactly `size` items with different codes and a named source each (G-T5).
 *
 * Refuses with `platform.catalogue.cardinality` {name, expected, actual}, `code-taken` or `source-missing` {name, codes}.
 */
export function catalogue<Item extends CatalogueItem>(value: Catalogue<Item>): Catalogue<Item> {
  const { name, size, items } = value;
  ensure(items.length === size, catalogueErrors.cardinality, { name, expected: size, actual: items.length });
  const codes = items.map((item) => item.code);
  const taken = codes.filter((code, index) => codes.indexOf(code) !== index);
  ensure(!taken.length, catalogueErrors.codeTaken, { name, codes: taken });
  const sourceless = items.filter((item) => !item.source.trim()).map((item) => item.code);
  ensure(!sourceless.length, catalogueErrors.sourceMissing, { name, codes: sourceless });
  return value;
}

/**
 * The version in force at a place: that of the nearest place at or above it, and there the latest; `undefined` when neither
 * the place nor one above it has any. What other jurisdictions have laid down is never seen (X-T11).
 *
 * @param versions versions of one catalogue or policy, in any order
 * @param placeCode 2 to 15 digits; a malformed code is refused
 */
export function forPlace<V extends Version>(versions: readonly V[], placeCode: PlaceCode): V | undefined {
  return versions
    .filter((version) => isWithin(placeCode, version.jurisdictionId))
    .toSorted((a, b) => b.jurisdictionId.length - a.jurisdictionId.length || b.version - a.version)[0];
}
