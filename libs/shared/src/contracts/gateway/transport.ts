import { errors } from '../define.js';

/** Refusals of the HTTP door itself, before any service is asked. */
export const transportErrors = errors('gateway.transport', {
  routeUnknown: ['not-found', '没有这个地址，请查看 /docs', 'There is no such route; see /docs'],
  methodNotAllowed: ['invalid', '该地址不支持此方法，可用方法见 Allow 响应头', 'The route has no such method; see the Allow header'],
  uriMalformed: ['invalid', '地址编码有误', 'The address is encoded wrongly'],
  requestMalformed: ['invalid', '请求不符合 HTTP 规范', 'The request is not well-formed HTTP'],
  bodyTooLarge: ['invalid', '请求内容过大，请缩小或分批提交', 'The body is too large; send less or in parts'],
  bodyTruncated: ['invalid', '请求内容长度与 Content-Length 不符', 'The length of the body differs from Content-Length'],
  bodyUnexpected: ['invalid', '此方法不接受请求内容，请用查询参数', 'This method takes no body; use query parameters'],
  mediaTypeUnsupported: [
    'invalid',
    '请求内容须为 application/json（UTF-8），上传文件须为 multipart/form-data',
    'The body must be application/json in UTF-8, for uploads multipart/form-data',
  ],
  encodingMalformed: ['invalid', '请求内容不是有效的 UTF-8', 'The body is not valid UTF-8'],
  jsonMalformed: ['invalid', '请求内容不是有效的 JSON', 'The body is not valid JSON'],
  keyForbidden: ['invalid', '请求内容含有禁用的字段名', 'The body has a forbidden member name'],
  textMalformed: [
    'invalid',
    '文本含有无法存储的字符（空字符或不成对的代理项）',
    'A text has characters that cannot be stored: NUL or half a surrogate pair',
  ],
  fieldUnknown: ['invalid', '请求含有未知字段，请删除 errors 中所列字段', 'The request has unknown fields; remove those listed in errors'],
  idempotencyKeyMalformed: [
    'invalid',
    'Idempotency-Key 须为 1 至 200 个可见 ASCII 字符',
    'An Idempotency-Key has 1 to 200 visible ASCII characters',
  ],
  versionMalformed: ['invalid', 'If-Match 须为上次响应的 ETag，例如 "3"', 'If-Match must be the ETag of the last answer, such as "3"'],
  versionUnexpected: [
    'invalid',
    '此操作不比对版本，请去掉 If-Match 请求头',
    'This operation compares no version; send it without If-Match',
  ],
  cursorInvalid: ['invalid', '分页位置无效，请从第一页重新开始', 'The page cursor is invalid; start from the first page'],
  tokenRejected: ['unauthenticated', '令牌无效，请重新登录', 'The token is not valid; sign in again'],
  streamsExhausted: ['too-many', '打开的实时连接过多，请先关闭其他连接', 'Too many live connections are open; close one first'],
});
