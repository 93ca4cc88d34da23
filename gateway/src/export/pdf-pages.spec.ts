import { execFileSync } from 'node:child_process';
import { create } from 'qrcode';
import { pagesOf } from './pdf-pages.js';
import { groupedYuanOf } from './printed.js';
import { printedFixture as document } from './printed.fixture.js';

/** Read by a process of its own: the reader imports itself while it runs, which tests do not allow. */
const reader = `import { extractText, getDocumentProxy } from 'unpdf';
import { buffer } from 'node:stream/consumers';
const pdf = await getDocumentProxy(new Uint8Array(await buffer(process.stdin)));
console.log(JSON.stringify({ pages: pdf.numPages, text: (await extractText(pdf, { mergePages: true })).text.replace(/\\s/g, '') }));`;
const opened = (input: Buffer) =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', reader], { input, stdio: ['pipe', 'pipe', 'ignore'] }).toString(),
  ) as {
    readonly pages: number;
    readonly text: string;
  };

describe('P-14 a statement printed as PDF', () => {
  it('says in Chinese what the document says, with its hash and where it is compared', async () => {
    const bytes = await pagesOf(document, 'https://example.gov.cn');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const { pages, text } = opened(bytes);
    for (const part of [
      document.title,
      '1．披露事项1',
      '8．业主共有部分的经营与收益情况',
      '12,350.50元',
      '90,071,992,547,409.91元',
      '-0.05元',
    ])
      expect(text).toContain(part);
    expect(text).toContain(document.hash);
    expect(text).toContain(`https://example.gov.cn${document.verifyPath!}`);
    expect(pages).toBeGreaterThan(1);
    expect(text).toContain(`第${pages}页，共${pages}页`);
  });

  it('carries only the signs that it shows', async () => {
    const bytes = await pagesOf(document, '');
    expect(bytes.length).toBeLessThan(200_000);
    const raw = bytes.toString('latin1');
    expect(raw).toMatch(/\/FontFile[23]/);
    expect(raw).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSansHans/);
    expect(raw).toContain('/ToUnicode');
    expect(raw).not.toContain('/BaseFont /Helvetica\n/Encoding /Identity');
  });

  it('a draft says that it is one, and has no code', async () => {
    const draft = { ...document, hash: 'cd'.repeat(32), verifyPath: null };
    const { text } = opened(await pagesOf(draft, ''));
    expect(text).toContain('草稿，未公布，不能核对');
    expect(text).not.toContain('扫码');
  });

  it('holds what a QR code must: address, id and hash', () =>
    expect(create(`https://example.gov.cn${document.verifyPath!}`, { errorCorrectionLevel: 'M' }).modules.size).toBeGreaterThan(40));

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [100_000, '1,000.00'],
    [-123_456_789, '-1,234,567.89'],
  ])('%i fen are %s yuan', (fen, yuan) => expect(groupedYuanOf(fen)).toBe(yuan));
});
