import { crc32 } from 'node:zlib';

/** A segment of a JPEG: its marker, its length, its content. */
export function jpegSegment(marker: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff]), content]);
}

/** One grey point as JPEG, with these segments before what is drawn. */
export const jpegOf = (...segments: Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xe0, Buffer.from('4a46494600010100000100010000', 'hex')),
    ...segments,
    jpegSegment(0xdb, Buffer.from([0, ...new Array<number>(64).fill(1)])),
    jpegSegment(0xc0, Buffer.from('080001000101011100', 'hex')),
    jpegSegment(0xc4, Buffer.from([0, 1, ...new Array<number>(15).fill(0), 0])),
    jpegSegment(0xc4, Buffer.from([0x10, 1, ...new Array<number>(15).fill(0), 0])),
    jpegSegment(0xda, Buffer.from('010100003f00', 'hex')),
    Buffer.from([0x3f, 0xff, 0x00, 0xff, 0xd0, 0x3f, 0xff, 0xd9]),
  ]);

const point = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const headEnd = 33;

/** One point as PNG, with these chunks behind its header. */
export const pngOf = (...chunks: [type: string, content: Buffer][]): Buffer =>
  Buffer.concat([
    point.subarray(0, headEnd),
    ...chunks.map(([type, content]) => {
      const named = Buffer.concat([Buffer.from(type), content]);
      return Buffer.concat([number(content.length, 'BE'), named, number(crc32(named), 'BE')]);
    }),
    point.subarray(headEnd),
  ]);

const lossless = Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64').subarray(12);

/** One point as extended WebP with these promises in its header, and these chunks behind what is drawn. */
export function webpOf(promises: number, ...chunks: [type: string, content: Buffer][]): Buffer {
  const parts = [
    riff('VP8X', Buffer.from([promises, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    lossless,
    ...chunks.map(([type, content]) => riff(type, content)),
  ];
  return riff('RIFF', Buffer.concat([Buffer.from('WEBP'), ...parts]));
}

const riff = (type: string, content: Buffer): Buffer =>
  Buffer.concat([Buffer.from(type), number(content.length, 'LE'), content, Buffer.alloc(content.length % 2)]);

function number(value: number, order: 'BE' | 'LE'): Buffer {
  const bytes = Buffer.alloc(4);
  if (order === 'BE') bytes.writeUInt32BE(value);
  else bytes.writeUInt32LE(value);
  return bytes;
}
