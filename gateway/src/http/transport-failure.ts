import { requestErrors, transportErrors, type ErrorDefinition } from '@gezhi/shared/contracts';
import { DomainError } from '@gezhi/shared/domain';

const byCode: Readonly<Record<string, ErrorDefinition>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: transportErrors.mediaTypeUnsupported,
  FST_ERR_CTP_BODY_TOO_LARGE: transportErrors.bodyTooLarge,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: transportErrors.bodyTruncated,
  FST_ERR_CTP_INVALID_JSON_BODY: transportErrors.jsonMalformed,
  FST_ERR_CTP_EMPTY_JSON_BODY: transportErrors.jsonMalformed,
  FST_ERR_BAD_URL: transportErrors.uriMalformed,
  FST_ERR_MAX_PARAM_LENGTH: transportErrors.uriMalformed,
  FST_REQ_FILE_TOO_LARGE: transportErrors.bodyTooLarge,
  FST_INVALID_MULTIPART_CONTENT_TYPE: transportErrors.mediaTypeUnsupported,
};
const byStatus: Readonly<Record<number, ErrorDefinition>> = {
  404: transportErrors.routeUnknown,
  413: transportErrors.bodyTooLarge,
  415: transportErrors.mediaTypeUnsupported,
  503: requestErrors.unavailable,
};

/** An error of the HTTP framework as one of the declared errors; anything else is returned unchanged. */
export function transportFailure(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown instanceof DomainError) return thrown;
  const { code, statusCode = 500 } = thrown as { code?: string; statusCode?: number };
  const definition =
    (code && byCode[code]) ||
    byStatus[statusCode] ||
    (statusCode >= 400 && statusCode < 500 ? transportErrors.requestMalformed : undefined);
  return definition ? new DomainError(definition) : thrown;
}
