import { noticeErrors } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

export type PersonalDatum = 'MOBILE_NUMBER' | 'IDENTITY_NUMBER';

/** Characters without a shape, which would hide a number from a search and not from a reader. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;
const gap = '[\\s.·-]?';
/** Of the mainland: eleven digits from 13 to 19, as they are or in groups however wide, also with a trunk or country code before them. */
const mobile = new RegExp(`(?<!\\d)(?:0|\\+?86${gap}|0086${gap})?(?:1[3-9]\\d${gap}\\d{4}${gap}\\d{4}|1[3-9](?:[\\s·-]?\\d){9})(?!\\d)`);
/** Eighteen places with a day of birth in the middle; unlike a unified social credit code (统一社会信用代码), which a provider may show. */
const identity = new RegExp(
  `(?<!\\d)[1-9]\\d{5}${gap}(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])${gap}\\d{3}[\\dX](?![\\dA-Z])`,
  'i',
);
/** As they were given until 1999: fifteen digits from a province on, with a day of birth of which the century is not said. */
const formerIdentity = new RegExp(
  `(?<![\\dA-Z])(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])\\d{4}${gap}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])${gap}\\d{3}(?![\\dA-Z])`,
  'i',
);

/** A hash (SHA-256 in hex), whose digits may look like a number of a person and are none. */
const hash = /(?<![0-9a-z])[0-9a-f]{64}(?![0-9a-z])/g;

/** P-20 The personal data that a text evidently carries, also in full-width digits or with characters between that nobody sees; null for none. */
export function personalDatumIn(text: string): PersonalDatum | null {
  const read = text.normalize('NFKC').replace(unseen, '').replace(hash, '');
  if (identity.test(read) || formerIdentity.test(read)) return 'IDENTITY_NUMBER';
  return mobile.test(read) ? 'MOBILE_NUMBER' : null;
}

/** P-20 What everyone may read carries no personal data. Refuses with `property.notice.personal-data` {field, found}. */
export function ensureImpersonal(fields: Readonly<Record<string, string>>): void {
  for (const [field, text] of Object.entries(fields)) {
    const found = personalDatumIn(text);
    ensure(found === null, noticeErrors.personalData, { field, found });
  }
}
