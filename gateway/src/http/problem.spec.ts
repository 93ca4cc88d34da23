import { fileErrors, registry, requestErrors, transportErrors } from '@gezhi/shared/contracts';
import { problem, retryAfter, statusOf } from './problem.js';

describe('X-T3 a refusal is a problem with a stable code', () => {
  it('has the title of the language and the status of the category', () => {
    const failed = { code: requestErrors.staleVersion.code, category: 'precondition', details: { version: 4 } } as const;
    expect(problem(failed, 'zh', 't')).toEqual({
      type: `/problems/${failed.code}`,
      title: requestErrors.staleVersion.title.zh,
      status: 412,
      code: failed.code,
      details: { version: 4 },
      traceId: 't',
    });
    expect(problem(failed, 'en', 't').title).toBe(requestErrors.staleVersion.title.en);
  });

  it.each([
    [transportErrors.methodNotAllowed, 405],
    [transportErrors.bodyTooLarge, 413],
    [fileErrors.tooLarge, 413],
    [fileErrors.unknown, 422],
    [transportErrors.mediaTypeUnsupported, 415],
    [requestErrors.versionRequired, 428],
    [requestErrors.idempotencyKeyReused, 422],
    [requestErrors.tooManyRequests, 429],
    [requestErrors.outcomeUnknown, 503],
  ])('$code', (definition, status) => expect(statusOf(definition)).toBe(status));

  it('has a known status for every declared error', () => {
    for (const definition of registry.errors()) expect(statusOf(definition)).toBeGreaterThanOrEqual(400);
  });

  it('of an unknown code is internal, without its details lost', () => {
    expect(problem({ code: 'grid.nowhere.unheard-of', category: 'rule', details: {} }, 'en', 't')).toMatchObject({
      code: requestErrors.internal.code,
      status: 500,
    });
  });

  it('lists the fields a service refused', () => {
    const failed = { code: requestErrors.invalid.code, category: 'invalid', details: { fields: ['a.b', ''] } } as const;
    expect(problem(failed, 'en', 't').errors).toEqual([
      { pointer: '/a/b', message: 'not acceptable' },
      { pointer: '', message: 'not acceptable' },
    ]);
  });

  it('says when to try again', () => {
    expect(retryAfter({ code: '', category: 'unavailable', details: {} })).toBe(1);
    expect(retryAfter({ code: '', category: 'too-many', details: { retryAfter: 7 } })).toBe(7);
    expect(retryAfter({ code: '', category: 'rule', details: {} })).toBeUndefined();
  });
});
