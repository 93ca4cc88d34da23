import { fileErrors } from '@gezhi/shared/contracts';
import { ensure } from '@gezhi/shared/domain';

/** The media types of pictures, each with the function that keeps what is drawn and drops what is told. */
export const strippers: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
};

/** APP0 JFIF, APP2 colour profile and APP14 Adobe say how to draw; all other application segments and comments go. */
const dropped = (marker: number): boolean => marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && ![0xe0, 0xe2, 0xee].includes(marker));
const profile = Buffer.from('ICC_PROFILE\0');

/** Segment by segment up to the end of the first picture: others may lie behind it with segments of their own. */
function stripJpeg(bytes: Buffer): Buffer {
  const kept = [bytes.subarray(0, 2)];
  for (let at = 2; ;) {
    ensure(bytes[at] === 0xff, fileErrors.unknownType);
    // A marker may be preceded by fill bytes.
    while (bytes[at + 1] === 0xff) at++;
    const marker = byteAt(bytes, at + 1);
    if (marker === 0xd9) return Buffer.concat([...kept, bytes.subarray(at, at + 2)]);
    const end = at + 2 + numberAt(bytes, at + 2, 2, 'BE');
    ensure(end <= bytes.length, fileErrors.unknownType);
    const segment = bytes.subarray(at, end);
    const foreign = marker === 0xe2 && !segment.subarray(4).subarray(0, profile.length).equals(profile);
    if (!dropped(marker) && !foreign) kept.push(segment);
    at = end;
    if (marker !== 0xda) continue;
    while (byteAt(bytes, at + 1) >= 0 && !ends(bytes, at)) at = nextMark(bytes, at + 1);
    kept.push(bytes.subarray(end, at));
  }
}

/** Whether a marker stands here that ends the drawn data: neither a stuffed byte nor a restart. */
const ends = (bytes: Buffer, at: number): boolean => {
  const marker = bytes[at + 1]!;
  return bytes[at] === 0xff && marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7);
};
const nextMark = (bytes: Buffer, from: number): number => {
  const at = bytes.indexOf(0xff, from);
  return at < 0 ? bytes.length : at;
};

const pngKept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'bKGD', 'pHYs', 'sPLT']);

function stripPng(bytes: Buffer): Buffer {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; ;) {
    const end = at + 12 + numberAt(bytes, at, 4, 'BE');
    ensure(end <= bytes.length, fileErrors.unknownType);
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (pngKept.has(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(kept);
    at = end;
  }
}

const webpKept = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** The bits of VP8X that promise EXIF and XMP. */
const webpPromises = 0x0c;

function stripWebp(bytes: Buffer): Buffer {
  const kept: Buffer[] = [];
  const whole = 8 + numberAt(bytes, 4, 4, 'LE');
  ensure(whole <= bytes.length, fileErrors.unknownType);
  for (let at = 12; at < whole;) {
    const size = numberAt(bytes, at + 4, 4, 'LE');
    const end = at + 8 + size + (size % 2);
    ensure(end <= whole, fileErrors.unknownType);
    const type = bytes.toString('latin1', at, at + 4);
    const chunk = Buffer.from(bytes.subarray(at, end));
    if (type === 'VP8X') chunk[8] = byteAt(chunk, 8) & ~webpPromises;
    if (webpKept.has(type)) kept.push(chunk);
    at = end;
  }
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(4 + kept.reduce((sum, { length }) => sum + length, 0), 4);
  return Buffer.concat([head, ...kept]);
}

function numberAt(bytes: Buffer, at: number, size: 2 | 4, order: 'BE' | 'LE'): number {
  ensure(at + size <= bytes.length, fileErrors.unknownType);
  return order === 'BE' ? bytes.readUIntBE(at, size) : bytes.readUIntLE(at, size);
}

const byteAt = (bytes: Buffer, at: number): number => {
  const byte = bytes[at];
  ensure(byte !== undefined, fileErrors.unknownType);
  return byte;
};
