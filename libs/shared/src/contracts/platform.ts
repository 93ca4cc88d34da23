import { errors } from './define.js';

/** Refusals any operation can give; they belong to no feature. */
export const requestErrors = errors('platform.request', {
  invalid: ['invalid', '请求内容有误，请按 errors 中所列字段更正', 'The request is malformed; correct the fields listed in errors'],
  unauthenticated: ['unauthenticated', '请先登录', 'Sign in first'],
  tokenExpired: ['unauthenticated', '登录已过期，请重新登录或刷新令牌', 'The token has expired; refresh it or sign in again'],
  forbidden: ['forbidden', '您的岗位不能进行此操作', 'Your role may not do this'],
  notFound: ['not-found', '没有找到，或不在您的管辖范围内', 'Not found, or outside your scope'],
  idTaken: ['conflict', '该编号已被使用，请换一个新编号', 'This id is in use; make a new one'],
  duplicate: [
    'conflict',
    '同一编号的记录已经存在：重发请保持内容不变，另行登记请换一个新编号',
    'A record of this id exists already; send the same content to repeat it, or take a new id for another one',
  ],
  stillReferenced: ['rule', '所引用的记录不存在或仍被使用', 'A record referred to does not exist or is still in use'],
  concurrent: ['conflict', '数据刚被他人修改，请刷新后重试', 'Someone else changed this just now; reload and try again'],
  staleVersion: ['precondition', '版本已过期，请刷新后按最新版本修改', 'The version is stale; reload and change the latest one'],
  versionRequired: ['precondition', '修改需要 If-Match 版本号', 'A change needs an If-Match version'],
  idempotencyKeyRequired: ['invalid', '写操作需要 Idempotency-Key 请求头', 'A write needs an Idempotency-Key header'],
  idempotencyKeyReused: [
    'rule',
    '同一 Idempotency-Key 曾用于另一请求，请换新的',
    'This Idempotency-Key was used for another request; make a new one',
  ],
  wrongState: ['rule', '当前状态不允许此操作', 'The current state does not allow this'],
  unavailable: ['unavailable', '服务暂时不可用，请稍后重试', 'The service is unavailable; try again shortly'],
  outcomeUnknown: ['unavailable', '结果未知，请用同一 Idempotency-Key 重试', 'The outcome is unknown; retry with the same Idempotency-Key'],
  tooManyRequests: ['too-many', '请求过于频繁，请稍后再试', 'Too many requests; try again later'],
  internal: ['internal', '系统内部错误，请凭 traceId 联系运维', 'Internal error; give the traceId to the operators'],
});

/** Refusals of a jurisdiction's catalogue, whatever it lists (G-T5). */
export const catalogueErrors = errors('platform.catalogue', {
  cardinality: [
    'rule',
    '目录项数与规定的项数不符，请增删后再提交',
    'The catalogue does not have its exact number of items; add or remove some',
  ],
  codeTaken: ['rule', '目录中有重复的代码，请改用不同代码', 'Two items of the catalogue have the same code; make them differ'],
  sourceMissing: ['rule', '目录项须注明出处', 'Every item of the catalogue must name its source'],
});
