import { z } from 'zod';

/** A UUID in one spelling, lower case, so that two ids compare as texts. */
const uuid = z.uuid().toLowerCase();
/** UUIDv7 made by the client for what it creates, unique for ever. */
export const id = uuid.meta({ id: 'Id', description: 'UUID, version 7 advised; made by the client for creates' });
export type Id = string;

/** The years 1 to 9999: others have a sign in UTC, which compares otherwise, or are none to the database. */
const fourDigitYear = /^(?!0000)\d{4}-/;
const inUtc = '2026-11-23T01:02:03.004Z';
const toUtc = (text: string): string => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString());
/** ISO-8601 in UTC with milliseconds, so that two instants compare as strings: `2026-11-23T01:02:03.004Z`. */
export const instant = z.iso
  .datetime({ offset: true })
  .overwrite((text) => (text.length === inUtc.length && text.endsWith('Z') ? text : toUtc(text)))
  .refine((text) => fourDigitYear.test(text))
  .meta({ id: 'Instant', description: 'Instant, ISO-8601 UTC' });
export type Instant = string;

/** Calendar date in the place's own time zone, `YYYY-MM-DD`. */
export const localDate = z.iso
  .date()
  .refine((text) => fourDigitYear.test(text))
  .meta({ id: 'LocalDate', description: 'Date, YYYY-MM-DD' });
export type LocalDate = string;

/** Integer fen; refused above 2^53 − 1, never rounded. */
export const fen = z.int().meta({ id: 'Fen', description: 'Money in fen (0.01 yuan)' });
/** Integer 0.01 m², up to a square kilometre. */
export const area = z.int().positive().max(100_000_000).meta({ id: 'Area', description: 'Area in 0.01 m²' });

/** A place code of 2, 4, 6, 9, 12 or 15 digits: province, city, county, street, community, grid. Prefixes are the hierarchy. */
export const placeCode = z
  .string()
  .regex(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3}(\d{3})?)?)?)?)?$/)
  .meta({ id: 'PlaceCode', description: 'Place code: 2, 4, 6, 9, 12 or 15 digits' });
export type PlaceCode = string;
export const communityCode = z
  .string()
  .regex(/^\d{12}$/)
  .meta({ id: 'CommunityCode', description: 'Community: 12 digits' });
/** Community code and a serial from 001; never reused, never renumbered (G-T1). */
export const gridCode = z
  .string()
  .regex(/^\d{12}(?!000)\d{3}$/)
  .meta({ id: 'GridCode', description: 'Grid: community code and a three-digit serial from 001' });

/** Control characters, and those that turn the direction of what is read (U+202A–U+202E, U+2066–U+2069). */
const unfit = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069';
/** Spaces, zero-width characters and letters without a shape: allowed beside others, nothing by themselves. */
const unseen =
  '\\t\\n\\r \\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0';
const visible = new RegExp(`^[${unseen}]*[^${unseen}${unfit}][^${unfit}]*$`);

/** Free text shown to people: trimmed, with a visible character, without control and bidi control characters, at most `max` characters. */
export const text = (max: number) => z.string().trim().min(1).max(max).regex(visible);

export const version = z.int().positive().meta({ id: 'Version', description: 'Version of the resource, for If-Match' });
/** Id of a file that the actor has uploaded as evidence; the gateway checks that it is there. */
export const evidenceId = uuid.meta({ id: 'EvidenceId', description: 'Id of an uploaded file, by the same account' });
export const evidence = z.array(evidenceId).max(9);

/** Fields every list takes: the cursor of the last page and the page size. */
export const pageInput = { after: z.string().max(500).optional(), limit: z.int().min(1).max(100).default(50) };
/** One page: items in the query's order and the cursor of the next page, `null` on the last. */
export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() });

/** GeoJSON polygon: one outer ring and holes, [longitude, latitude], first point repeated as last. */
const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export const polygon = z
  .object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position).min(4).max(2000)).min(1).max(20) })
  .meta({ id: 'Polygon', description: 'GeoJSON polygon' });
export type Polygon = z.output<typeof polygon>;
export const point = z.object({ type: z.literal('Point'), coordinates: position }).meta({ id: 'Point', description: 'GeoJSON point' });

/**
 * A computed share with its denominator: `value` in percent with two decimals, `null` when the denominator is zero.
 * `lowerBound` is the 95 % Wilson lower bound in percent.
 */
export const rate = z
  .object({ numerator: z.int(), denominator: z.int(), value: z.number().nullable(), lowerBound: z.number().nullable() })
  .meta({ id: 'Rate', description: 'Share with numerator and denominator, percent with two decimals; null without data' });
export type Rate = z.output<typeof rate>;
