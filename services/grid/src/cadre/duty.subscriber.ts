import { Injectable } from '@nestjs/common';
import {
  problemMerged,
  problemPromoted,
  problemRectified,
  problemReopened,
  serviceRequestClosed,
  serviceRequestDispatched,
  serviceRequestMarkedDuplicate,
  serviceRequestReopened,
} from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { dutyColumns } from './cadre-columns.queries.js';
import { follow, type DutyState, type OriginNews } from './duty.rules.js';

const dutiesOfRequest = `SELECT ${dutyColumns} FROM duty t WHERE t.request_id = $1 ORDER BY t.id FOR UPDATE`;
const dutiesOfProblems = `SELECT ${dutyColumns} FROM duty t WHERE t.problem_id = ANY($1::uuid[]) ORDER BY t.id FOR UPDATE`;
const writeDuty = 'UPDATE duty SET status = $2, origin_version = $3, completed_at = $4, due = $5, version = version + 1 WHERE id = $1';

/** G-14 G-24 Duties follow the service requests and the problems they came from. */
@Injectable()
export class DutySubscriber {
  @On(serviceRequestClosed)
  closed({ data }: EventMessage<typeof serviceRequestClosed>, heard: Heard): Promise<void> {
    const { requestId, version, dutyId, closedAt, dueAt, roundClosedAt, roundDueAt } = data;
    const round = { at: roundClosedAt ?? closedAt, due: roundDueAt ?? dueAt };
    return this.followRequest(requestId, { kind: 'closed', version, dutyId, ...round }, heard);
  }

  @On(serviceRequestReopened)
  reopened({ data }: EventMessage<typeof serviceRequestReopened>, heard: Heard): Promise<void> {
    const { requestId, version, dutyId, reopenedAt: at, dueAt: due } = data;
    return this.followRequest(requestId, { kind: 'reopened', version, dutyId, at, due }, heard);
  }

  /** G-24 A request given to another handler leaves the cadre who had it. */
  @On(serviceRequestDispatched)
  dispatched({ data }: EventMessage<typeof serviceRequestDispatched>, heard: Heard): Promise<void> {
    return this.followRequest(data.requestId, { kind: 'left', version: data.version, dutyId: data.dutyId, at: data.dispatchedAt }, heard);
  }

  @On(serviceRequestMarkedDuplicate)
  markedDuplicate({ data }: EventMessage<typeof serviceRequestMarkedDuplicate>, heard: Heard): Promise<void> {
    return this.followRequest(data.requestId, { kind: 'left', version: data.version, dutyId: null, at: data.markedAt }, heard);
  }

  @On(problemRectified)
  rectified({ data }: EventMessage<typeof problemRectified>, heard: Heard): Promise<void> {
    return this.followProblems([data.problemId], { kind: 'closed', version: data.version, at: data.rectifiedAt }, heard);
  }

  @On(problemReopened)
  problemReopened({ data }: EventMessage<typeof problemReopened>, heard: Heard): Promise<void> {
    return this.followProblems([data.problemId], { kind: 'reopened', version: data.version, at: data.reopenedAt }, heard);
  }

  /** G-14 A merged problem is no more: its duties are withdrawn, those of the one it became stay. */
  @On(problemMerged)
  merged({ data }: EventMessage<typeof problemMerged>, heard: Heard): Promise<void> {
    return this.followProblems(data.mergedIds, { kind: 'left', version: null, at: data.mergedAt }, heard);
  }

  @On(problemPromoted)
  promoted({ data }: EventMessage<typeof problemPromoted>, heard: Heard): Promise<void> {
    return this.followProblems(data.mergedIds, { kind: 'left', version: null, at: data.promotedAt }, heard);
  }

  private async followRequest(requestId: string, news: OriginNews, heard: Heard): Promise<void> {
    await this.follow(await heard.query<DutyState>(dutiesOfRequest, [requestId]), news, heard);
  }

  private async followProblems(problemIds: readonly string[], news: OriginNews, heard: Heard): Promise<void> {
    await this.follow(await heard.query<DutyState>(dutiesOfProblems, [problemIds]), news, heard);
  }

  private async follow(duties: readonly DutyState[], news: OriginNews, heard: Heard): Promise<void> {
    for (const duty of duties) {
      const { state, events } = follow(duty, news);
      // Also when it was withdrawn for good before: a final word may be repeated.
      if (state.status === duty.status && state.originVersion === duty.originVersion) continue;
      await heard.query(writeDuty, [duty.id, state.status, state.originVersion, state.completedAt, state.due]);
      for (const happened of events) heard.emit(happened, { id: duty.id, place: duty.gridCode });
    }
  }
}
