import { fileTypeFromBuffer } from 'file-type';
import { checkEvidence } from './file-content.js';
import { jpegOf, jpegSegment, pngOf, webpOf } from './pictures.fixture.js';

const where = 'GPS 31.77 119.91';
const exif = Buffer.concat([Buffer.from('Exif\0\0'), Buffer.from(where)]);
const xmp = Buffer.from(`http://ns.adobe.com/xap/1.0/\0${where}`);
const thumbnail = Buffer.from([
  0x4a,
  0x46,
  0x58,
  0x58,
  0,
  0xff,
  0xe1,
  0,
  40,
  ...Buffer.from('no marker, only two bytes that look like one'),
]);

describe('a picture is kept without what tells where it was taken', () => {
  it.each([
    ['JPEG', 'image/jpeg', jpegOf(jpegSegment(0xe1, exif)), jpegOf()],
    [
      'JPEG with XMP and a thumbnail before the EXIF',
      'image/jpeg',
      jpegOf(jpegSegment(0xe5, thumbnail), jpegSegment(0xe1, xmp), jpegSegment(0xe1, exif)),
      jpegOf(),
    ],
    ['JPEG with another picture behind it', 'image/jpeg', Buffer.concat([jpegOf(), jpegOf(jpegSegment(0xe1, exif))]), jpegOf()],
    ['PNG', 'image/png', pngOf(['eXIf', Buffer.from(where)], ['iTXt', Buffer.from(where)]), pngOf()],
    ['WebP', 'image/webp', webpOf(0x0c, ['EXIF', Buffer.from(where)], ['XMP ', Buffer.from(where)]), webpOf(0)],
  ])('%s', async (_kind, mediaType, taken, clean) => {
    expect(taken.includes(where)).toBe(true);
    const kept = await checkEvidence(taken);
    expect(kept.bytes.includes(where)).toBe(false);
    expect(kept.bytes.toString('hex')).toBe(clean.toString('hex'));
    expect([kept.mediaType, (await fileTypeFromBuffer(kept.bytes))?.mime]).toEqual([mediaType, mediaType]);
  });

  it('one whose parts do not add up is refused', async () => {
    await expect(checkEvidence(jpegOf().subarray(0, 30))).rejects.toThrow('unknown-type');
    await expect(checkEvidence(pngOf().subarray(0, 50))).rejects.toThrow('unknown-type');
    await expect(checkEvidence(webpOf(0).subarray(0, 40))).rejects.toThrow('unknown-type');
  });

  it('nothing and plain text are refused, a PDF is kept as it is', async () => {
    await expect(checkEvidence(Buffer.alloc(0))).rejects.toThrow('gateway.file.empty');
    await expect(checkEvidence(Buffer.from('<svg/>'))).rejects.toThrow('unknown-type');
    const pdf = Buffer.from('%PDF-1.7\n%%EOF');
    expect(await checkEvidence(pdf)).toMatchObject({ bytes: pdf, mediaType: 'application/pdf' });
  });
});
