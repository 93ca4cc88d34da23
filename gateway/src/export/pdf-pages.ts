import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import { create } from 'qrcode';
import { groupedYuanOf, type Printed } from './printed.js';

const margin = 56;
const line = { label: 200, text: 190, amount: 93, gap: 4 };
let font: Promise<Buffer> | undefined;

/** Noto Sans of simplified Chinese, of which each document carries only the signs that it shows; found from the program that runs. */
const readFont = (): Promise<Buffer> =>
  (font ??= readFile(
    join(
      dirname(createRequire(process.argv[1] ?? join(process.cwd(), 'package.json')).resolve('@embedpdf/fonts-sc')),
      '../fonts/NotoSansHans-Regular.otf',
    ),
  ));

/**
 * A document as a printable PDF (A4) with the hash of its content, and as a QR code where everyone compares it. It takes some
 * tenths of a second of the thread.
 *
 * @param publicUrl what stands before the path of the QR code; empty: the path alone
 */
export async function pagesOf(document: Printed, publicUrl: string): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    lang: 'zh-CN',
    info: { Title: document.title, Subject: document.subtitle },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) =>
    pdf
      .on('end', resolve)
      .on('error', reject)
      .on('data', (chunk: Buffer) => chunks.push(chunk)),
  );
  pdf.registerFont('text', await readFont()).font('text');
  pdf.fontSize(18).text(document.title, { align: 'center' });
  pdf.fontSize(11).text(document.subtitle, { align: 'center' });
  for (const [index, section] of document.sections.entries()) {
    heading(pdf, `${index + 1}．${section.title}`);
    for (const one of section.lines) row(pdf, one);
  }
  seal(pdf, document, publicUrl);
  numberPages(pdf, document.hash);
  pdf.end();
  await done;
  return Buffer.concat(chunks);
}

type Pdf = PDFKit.PDFDocument;
const bottom = (pdf: Pdf): number => pdf.page.height - margin - 24;

function heading(pdf: Pdf, title: string): void {
  if (pdf.y + 60 > bottom(pdf)) pdf.addPage();
  pdf.moveDown(0.8).fontSize(13).text(title, margin);
  pdf
    .moveTo(margin, pdf.y + 1)
    .lineTo(pdf.page.width - margin, pdf.y + 1)
    .lineWidth(0.5)
    .stroke();
  pdf.y += 5;
}

function row(pdf: Pdf, { label, text, amountFen }: Printed['sections'][number]['lines'][number]): void {
  pdf.fontSize(10);
  const [shown, amount] = [text ?? '', amountFen === null ? '' : `${groupedYuanOf(amountFen)} 元`];
  const width = amount ? line.text : line.text + line.amount;
  const height = Math.max(pdf.heightOfString(label, { width: line.label }), pdf.heightOfString(shown || ' ', { width }));
  // What is higher than a page runs over by itself.
  if (pdf.y + height > bottom(pdf) && height < bottom(pdf) - margin) pdf.addPage();
  const { y, page } = pdf;
  pdf.text(label, margin, y, { width: line.label });
  const right = margin + line.label + line.gap;
  if (amount) pdf.text(amount, right + line.text, y, { width: page.width - margin - right - line.text, align: 'right' });
  if (shown) pdf.text(shown, right, y, { width });
  pdf.x = margin;
  pdf.y = (pdf.page === page ? y + height : pdf.y) + line.gap;
}

function seal(pdf: Pdf, { hash, verifyPath }: Printed, publicUrl: string): void {
  const size = 110;
  if (pdf.y + size + 40 > bottom(pdf)) pdf.addPage();
  pdf.moveDown().fontSize(9);
  const { y } = pdf;
  const left = verifyPath === null ? margin : margin + size + 12;
  const width = pdf.page.width - margin - left;
  pdf.text('内容哈希（SHA-256，RFC 8785 规范化 JSON）', left, y, { width }).text(hash, { width });
  if (verifyPath === null) {
    pdf.text('草稿，未公布，不能核对', { width });
    return;
  }
  const target = publicUrl + verifyPath;
  pdf.text('扫码或按以下路径核对：', { width }).text(target, { width });
  drawQr(pdf, target, margin, y, size);
}

/** As rectangles, which stay sharp at every size. */
function drawQr(pdf: Pdf, text: string, x: number, y: number, size: number): void {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = size / modules.size;
  for (let index = 0; index < modules.data.length; index++)
    if (modules.data[index]) pdf.rect(x + (index % modules.size) * side, y + Math.floor(index / modules.size) * side, side, side);
  pdf.fill('black');
}

function numberPages(pdf: Pdf, hash: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    pdf.switchToPage(start + index);
    pdf.page.margins.bottom = 0;
    const footer = `第 ${index + 1} 页，共 ${count} 页　${hash.slice(0, 16)}`;
    pdf
      .fontSize(8)
      .text(footer, margin, pdf.page.height - margin, { width: pdf.page.width - 2 * margin, align: 'center', lineBreak: false });
  }
}
