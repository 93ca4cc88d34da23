import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import excel from '@protobi/exceljs';
import { printedFixture as document } from './printed.fixture.js';
import { writeDocument } from './sheets.js';

describe('P-14 a statement as a book', () => {
  it('has a sheet for each section, amounts as numbers, and nothing that runs', async () => {
    const stream = new PassThrough();
    const [bytes] = await Promise.all([buffer(stream), writeDocument(stream, document)]);
    const book = new excel.Workbook();
    await book.xlsx.load(bytes as never);
    expect(book.worksheets.map(({ name }) => name)).toHaveLength(9);
    expect(book.worksheets[0]!.getCell('B3').value).toBe(document.hash);
    const sheet = book.worksheets[8]!;
    expect(sheet.name).toBe('8 业主共有部分的经营与收益情况');
    expect(sheet.getRow(2).values).toEqual([undefined, document.sections[7]!.lines[0]!.label, undefined, 12_350.5]);
    expect(sheet.getCell('A3').value).toBe(`'=HYPERLINK("http://example.invalid")`);
    expect(sheet.getCell('C4').value).toBe('90071992547409.91');
  });
});
