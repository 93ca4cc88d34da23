import { z } from 'zod';
import { contract, errors } from '../define.js';
import { roles } from '../roles.js';
import * as values from '../values.js';

export const fileErrors = errors('gateway.file', {
  tooLarge: ['invalid', '文件过大，请压缩后再传', 'The file is too large; make it smaller'],
  unknownType: [
    'invalid',
    '文件内容不是允许的类型（JPEG、PNG、WebP、PDF；导入为 xlsx、csv）',
    'The content is none of the allowed types (JPEG, PNG, WebP, PDF; for imports xlsx, csv)',
  ],
  empty: ['invalid', '文件为空', 'The file is empty'],
  formMalformed: [
    'invalid',
    '上传表单不完整或格式有误，请重新上传',
    'The form is cut off or malformed; upload again as multipart/form-data',
  ],
  unknown: ['rule', '凭证文件不存在或不是您上传的，请先上传', 'A file of the evidence does not exist or is not yours; upload it first'],
  missing: ['invalid', '请在表单字段 file 中上传一个文件', 'Upload one file in the form field file'],
});

export const fileView = z
  .object({ id: values.id, mediaType: z.string(), size: z.int(), sha256: z.string().regex(/^[0-9a-f]{64}$/), uploadedAt: values.instant })
  .meta({ id: 'File', description: 'An uploaded file: its content is known by type, size and hash; names are not kept' });
export type FileView = z.output<typeof fileView>;

/** Asked by the upload route once the content lies in the object store. */
export const storeFile = contract({
  subject: 'gateway.command.file.store.v1',
  summary: 'Register an uploaded file',
  roles,
  scope: ['self'],
  input: z.object({ id: values.id, sha256: fileView.shape.sha256, mediaType: z.string(), size: z.int() }),
  output: fileView,
});

/** Asked by the download route; who has not uploaded it gets it through a record that names it. */
export const readFile = contract({
  subject: 'gateway.query.file.read.v1',
  summary: 'An uploaded file and whether the actor uploaded it',
  roles,
  scope: ['self'],
  input: z.object({ id: values.id }),
  output: fileView.extend({ own: z.boolean() }),
});
