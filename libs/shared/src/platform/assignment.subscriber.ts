import { Injectable } from '@nestjs/common';
import { assignmentChanged } from '../contracts/gateway/account-events.js';
import type { Heard } from '../messaging/heard.js';
import { On, type EventMessage } from '../messaging/on.js';
import { writeKnownAssignment } from './known-assignment.js';

/** Keeps `known_assignment`, by which every scope is resolved, in step with the gateway's assignments. */
@Injectable()
export class AssignmentSubscriber {
  @On(assignmentChanged)
  async change({ data }: EventMessage<typeof assignmentChanged>, heard: Heard): Promise<void> {
    await writeKnownAssignment(heard, { ...data, id: data.assignmentId });
  }
}
