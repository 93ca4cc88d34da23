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
import { Fact } from './fact.entity.js';
import { problemFacts, recorded, requestFact, visitFacts, type FactState } from './fact.rules.js';

/** Every event that counts. A fact heard again is the same row, so that deliveries and replays change nothing. */
@Injectable()
export class FactSubscriber {
  @On(serviceRequestFiled)
  requestFiled(event: EventMessage<typeof serviceRequestFiled>, heard: Heard): Promise<void> {
    return this.keepCase([requestFact(event.type, event)], heard);
  }

  @On(serviceRequestAccepted)
  requestAccepted(event: EventMessage<typeof serviceRequestAccepted>, heard: Heard): Promise<void> {
    return this.keepCase([requestFact(event.type, event)], heard);
  }

  @On(serviceRequestDispatched)
  requestDispatched(event: EventMessage<typeof serviceRequestDispatched>, heard: Heard): Promise<void> {
    return this.keepCase([requestFact(event.type, event)], heard);
  }

  @On(serviceRequestResponded)
  requestResponded(event: EventMessage<typeof serviceRequestResponded>, heard: Heard): Promise<void> {
    return this.keepCase([requestFact(event.type, event)], heard);
  }

  @On(serviceRequestClosed)
  requestClosed(event: EventMessage<typeof serviceRequestClosed>, heard: Heard): Promise<void> {
    return this.keepCase([requestFact(event.type, event)], heard);
  }

  @On(serviceRequestConfirmed)
  requestConfirmed(event: EventMessage<typeof serviceRequestConfirmed>, heard: Heard): Promise<void> {
    return this.keepCase([requestFact(event.type, event)], heard);
  }

  @On(serviceRequestReopened)
  requestReopened(event: EventMessage<typeof serviceRequestReopened>, heard: Heard): Promise<void> {
    return this.keepCase([requestFact(event.type, event)], heard);
  }

  @On(serviceRequestRated)
  requestRated(event: EventMessage<typeof serviceRequestRated>, heard: Heard): Promise<void> {
    return this.keepCase([requestFact(event.type, event)], heard);
  }

  @On(serviceRequestMarkedDuplicate)
  requestMarkedDuplicate(event: EventMessage<typeof serviceRequestMarkedDuplicate>, heard: Heard): Promise<void> {
    return this.keepCase([requestFact(event.type, event)], heard);
  }

  @On(problemCollected)
  problemCollected(event: EventMessage<typeof problemCollected>, heard: Heard): Promise<void> {
    return this.keepCase(problemFacts(event.type, event), heard);
  }

  @On(problemRectified)
  problemRectified(event: EventMessage<typeof problemRectified>, heard: Heard): Promise<void> {
    return this.keepCase(problemFacts(event.type, event), heard);
  }

  @On(problemReopened)
  problemReopened(event: EventMessage<typeof problemReopened>, heard: Heard): Promise<void> {
    return this.keepCase(problemFacts(event.type, event), heard);
  }

  @On(problemTransferred)
  problemTransferred(event: EventMessage<typeof problemTransferred>, heard: Heard): Promise<void> {
    return this.keepCase(problemFacts(event.type, event), heard);
  }

  @On(problemPromoted)
  problemPromoted(event: EventMessage<typeof problemPromoted>, heard: Heard): Promise<void> {
    return this.keepCase(problemFacts(event.type, event), heard);
  }

  @On(problemMerged)
  problemMerged(event: EventMessage<typeof problemMerged>, heard: Heard): Promise<void> {
    return this.keepCase(problemFacts(event.type, event), heard);
  }

  @On(visitRecorded)
  async visitRecorded(event: EventMessage<typeof visitRecorded>, heard: Heard): Promise<void> {
    await this.keep(visitFacts(event), heard);
  }

  private async keepCase(facts: readonly FactState[], heard: Heard): Promise<void> {
    const [first] = facts;
    if (first && (await this.keep(facts, heard)) > 0) heard.emit(recorded(facts), { id: first.subjectId, place: first.placeCode });
  }

  private keep(facts: readonly FactState[], heard: Heard): Promise<number> {
    return heard.insert(Fact, facts as Fact[], 'ON CONFLICT DO NOTHING');
  }
}
