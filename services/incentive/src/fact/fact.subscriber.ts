import { Injectable } from '@nestjs/common';
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
  visitRecorded,
} from '@gezhi/shared/contracts';
import { On, type EventMessage, type Heard } from '@gezhi/shared/messaging';
import { holdCases, refold } from '../metric/standing.plan.js';
import { Fact } from './fact.entity.js';
import { problemFacts, requestFact, visitFacts, type FactState, type ToldOfProblem, type ToldOfRequest } from './fact.rules.js';

/** Every event that counts, those of a transaction by one statement. A fact heard again is the same row, so that deliveries and replays change nothing. */
@Injectable()
export class FactSubscriber {
  @On(serviceRequestFiled, { together: true })
  requestFiled(events: readonly EventMessage<typeof serviceRequestFiled>[], heard: Heard): Promise<void> {
    return this.keepRequests(events, heard);
  }

  @On(serviceRequestAccepted, { together: true })
  requestAccepted(events: readonly EventMessage<typeof serviceRequestAccepted>[], heard: Heard): Promise<void> {
    return this.keepRequests(events, heard);
  }

  @On(serviceRequestDispatched, { together: true })
  requestDispatched(events: readonly EventMessage<typeof serviceRequestDispatched>[], heard: Heard): Promise<void> {
    return this.keepRequests(events, heard);
  }

  @On(serviceRequestResponded, { together: true })
  requestResponded(events: readonly EventMessage<typeof serviceRequestResponded>[], heard: Heard): Promise<void> {
    return this.keepRequests(events, heard);
  }

  @On(serviceRequestClosed, { together: true })
  requestClosed(events: readonly EventMessage<typeof serviceRequestClosed>[], heard: Heard): Promise<void> {
    return this.keepRequests(events, heard);
  }

  @On(serviceRequestConfirmed, { together: true })
  requestConfirmed(events: readonly EventMessage<typeof serviceRequestConfirmed>[], heard: Heard): Promise<void> {
    return this.keepRequests(events, heard);
  }

  @On(serviceRequestReopened, { together: true })
  requestReopened(events: readonly EventMessage<typeof serviceRequestReopened>[], heard: Heard): Promise<void> {
    return this.keepRequests(events, heard);
  }

  @On(serviceRequestRated, { together: true })
  requestRated(events: readonly EventMessage<typeof serviceRequestRated>[], heard: Heard): Promise<void> {
    return this.keepRequests(events, heard);
  }

  @On(serviceRequestMarkedDuplicate, { together: true })
  requestMarkedDuplicate(events: readonly EventMessage<typeof serviceRequestMarkedDuplicate>[], heard: Heard): Promise<void> {
    return this.keepRequests(events, heard);
  }

  @On(problemCollected, { together: true })
  problemCollected(events: readonly EventMessage<typeof problemCollected>[], heard: Heard): Promise<void> {
    return this.keepProblems(events, heard);
  }

  @On(problemRectified, { together: true })
  problemRectified(events: readonly EventMessage<typeof problemRectified>[], heard: Heard): Promise<void> {
    return this.keepProblems(events, heard);
  }

  @On(problemReopened, { together: true })
  problemReopened(events: readonly EventMessage<typeof problemReopened>[], heard: Heard): Promise<void> {
    return this.keepProblems(events, heard);
  }

  @On(problemTransferred, { together: true })
  problemTransferred(events: readonly EventMessage<typeof problemTransferred>[], heard: Heard): Promise<void> {
    return this.keepProblems(events, heard);
  }

  @On(problemPromoted, { together: true })
  problemPromoted(events: readonly EventMessage<typeof problemPromoted>[], heard: Heard): Promise<void> {
    return this.keepProblems(events, heard);
  }

  @On(problemMerged, { together: true })
  problemMerged(events: readonly EventMessage<typeof problemMerged>[], heard: Heard): Promise<void> {
    return this.keepProblems(events, heard);
  }

  @On(visitRecorded, { together: true })
  async visitRecorded(events: readonly EventMessage<typeof visitRecorded>[], heard: Heard): Promise<void> {
    await this.keep(events.flatMap(visitFacts), heard);
  }

  private keepRequests(events: readonly (ToldOfRequest & { readonly type: string })[], heard: Heard): Promise<void> {
    const facts = events.map((event) => requestFact(event.type, event));
    return this.keepCases(facts, heard);
  }

  private keepProblems(events: readonly (ToldOfProblem & { readonly type: string })[], heard: Heard): Promise<void> {
    const facts = events.flatMap((event) => problemFacts(event.type, event));
    return this.keepCases(facts, heard);
  }

  /** Whoever sees the facts sees the numbers they make: both are of one transaction. */
  private async keepCases(facts: readonly FactState[], heard: Heard): Promise<void> {
    if ((await this.keep(facts, heard)) === 0) return;
    const cases = [...new Set(facts.map(({ subjectId }) => subjectId))].sort();
    await holdCases(cases, heard);
    await refold(cases, heard);
  }

  private keep(facts: readonly FactState[], heard: Heard): Promise<number> {
    return heard.insert(Fact, facts as Fact[], 'ON CONFLICT DO NOTHING');
  }
}
