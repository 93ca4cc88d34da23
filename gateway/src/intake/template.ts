import type { IntakeKind } from './intake-kind.js';

/** A sheet to fill in: the headers, one example row, and on a second page the words each column takes. */
export async function templateOf(kind: IntakeKind): Promise<Buffer> {
  const { default: excel } = await import('@protobi/exceljs');
  const book = new excel.Workbook();
  const sheet = book.addWorksheet(kind.title);
  sheet.columns = kind.columns.map(({ header }) => ({ header, width: 18 }));
  sheet.getRow(1).font = { bold: true };
  // Text, so that codes keep their leading zeros and long numbers their digits.
  sheet.columns.forEach((column) => (column.numFmt = '@'));
  sheet.addRow(kind.columns.map(({ example }) => example));
  const notes = book.addWorksheet('填写说明');
  notes.columns = [
    { header: '列', width: 18 },
    { header: '可填内容', width: 60 },
  ];
  for (const { header, words, list, time } of kind.columns)
    notes.addRow([
      header,
      words ? Object.keys(words).join(' / ') : list ? '多个值以、分隔' : time ? '年-月-日 时:分，北京时间' : '文字或数字，勿用公式',
    ]);
  return Buffer.from(await book.xlsx.writeBuffer());
}
