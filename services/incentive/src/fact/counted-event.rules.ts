import {
  problemCollected,
  problemMerged,
  problemPromoted,
  problemRectified,
  problemReopened,
  problemTransferred,
  serviceRequestAccepted,
  serviceRequestClosed,
  serviceRequestConfirmed,
  serviceRequestDispatched,
  serviceRequestFiled,
  serviceRequestMarkedDuplicate,
  serviceRequestRated,
  serviceRequestReopened,
  serviceRequestResponded,
  type EventContract,
  type EventData,
  type FactKind,
} from '@gezhi/shared/contracts';

/** An event that counts, as a fact: what it is called, and which fields of its data say when and by which account. */
interface Row {
  readonly kind: FactKind;
  readonly at: string;
  readonly actor: string | null;
}

const row = <E extends EventContract>(
  event: E,
  kind: FactKind,
  at: keyof EventData<E> & string,
  actor?: keyof EventData<E> & string,
): [string, Row] => [event.subject, { kind, at, actor: actor ?? null }];

/** The events of a request that count, by subject. */
export const requestRows = new Map([
  row(serviceRequestFiled, 'request-filed', 'filedAt', 'filedById'),
  row(serviceRequestAccepted, 'request-accepted', 'acceptedAt', 'acceptedById'),
  row(serviceRequestDispatched, 'request-dispatched', 'dispatchedAt'),
  row(serviceRequestResponded, 'request-responded', 'respondedAt', 'handlerId'),
  row(serviceRequestClosed, 'request-closed', 'closedAt', 'closedById'),
  row(serviceRequestConfirmed, 'request-confirmed', 'confirmedAt'),
  row(serviceRequestReopened, 'request-reopened', 'reopenedAt'),
  row(serviceRequestRated, 'request-rated', 'ratedAt', 'ratedById'),
  row(serviceRequestMarkedDuplicate, 'request-duplicated', 'markedAt'),
]);

/** The events of a problem that count, by subject. */
export const problemRows = new Map([
  row(problemCollected, 'problem-collected', 'collectedAt'),
  row(problemRectified, 'problem-rectified', 'rectifiedAt', 'rectifiedById'),
  row(problemReopened, 'problem-reopened', 'reopenedAt'),
  row(problemTransferred, 'problem-transferred', 'transferredAt'),
  row(problemPromoted, 'problem-promoted', 'promotedAt'),
  row(problemMerged, 'problem-merged', 'mergedAt'),
]);
