import { z } from 'zod';
import { contract, errors } from '../define.js';
import { leaders } from '../roles.js';
import * as values from '../values.js';

export const intakeErrors = errors('gateway.intake', {
  unknownKind: ['not-found', '没有这种导入', 'There is no such kind of import'],
  unreadable: [
    'invalid',
    '无法读取该文件，请使用模板另存为 xlsx 或 csv（UTF-8 或 GBK）',
    'The file cannot be read; save it from the template as xlsx or csv (UTF-8 or GBK)',
  ],
  wrongHeader: [
    'invalid',
    '表头与模板不符，请下载模板后按其列名填写',
    'The header differs from the template; download the template and keep its columns',
  ],
  tooManyRows: ['invalid', '行数超过上限，请拆分后分别导入', 'There are too many rows; split the file'],
  noRows: ['invalid', '表中没有数据行', 'The table has no rows'],
  formula: ['rule', '单元格含公式，请改为数值后再导入', 'A cell holds a formula; paste its value instead'],
  cellInvalid: ['rule', '该单元格内容不符合要求', 'The content of this cell is not acceptable'],
  rowsRefused: [
    'rule',
    '有数据行未通过检查，请按 errors 更正后重新上传',
    'Some rows were refused; correct those listed in errors and upload again',
  ],
  alreadyCommitted: ['rule', '该批数据已导入', 'This import has been committed already'],
});

/** One refused cell or row: row number as in the sheet, column as in its header, absent for the whole row. */
export const rowError = z
  .object({ row: z.int(), column: z.string().nullable(), code: z.string(), title: z.string() })
  .meta({ id: 'RowError' });
export type RowError = z.output<typeof rowError>;

export const intakeView = z
  .object({
    id: values.id,
    kind: z.string(),
    status: z.enum(['CHECKED', 'REFUSED', 'COMMITTING', 'COMMITTED']),
    rows: z.int(),
    accepted: z.int(),
    /** Rows that were stored by an earlier import and change nothing. */
    repeated: z.int(),
    refused: z.int(),
    errors: z.array(rowError),
    version: values.version,
  })
  .meta({ id: 'Import', description: 'A dry run and its result; commit it to store the rows. At most 200 row errors are listed' });
export type IntakeView = z.output<typeof intakeView>;

export const readImport = contract({
  subject: 'gateway.query.intake.read.v1',
  summary: 'An import with its row errors',
  roles: [...leaders],
  scope: ['place'],
  method: 'GET',
  path: '/v1/imports/:id',
  input: z.object({ id: values.id }),
  output: intakeView,
  versioned: true,
});

export const commitImport = contract({
  subject: 'gateway.command.intake.commit.v1',
  summary: 'Store the rows of a checked import; resumes where an interrupted one stopped',
  roles: [...leaders],
  scope: ['place'],
  method: 'POST',
  path: '/v1/imports/:id/commit',
  input: z.object({ id: values.id }),
  output: intakeView,
  errors: [intakeErrors.rowsRefused, intakeErrors.alreadyCommitted],
  versioned: true,
  timeoutMs: 120_000,
});

export const checkImport = contract({
  subject: 'gateway.command.intake.check.v1',
  summary: 'Check an uploaded sheet row by row without storing anything of it',
  roles: [...leaders],
  scope: ['place'],
  input: z.object({
    id: values.id,
    kind: z.string(),
    placeCode: values.placeCode,
    campaignId: values.id.optional(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  output: intakeView,
  errors: Object.values(intakeErrors),
  versioned: true,
  timeoutMs: 120_000,
});
