import { Module } from '@nestjs/common';
import { CouncilModule } from '../council/council.module.js';
import { MemberModule } from '../member/member.module.js';
import { TopicModule } from '../topic/topic.module.js';
import { AttendanceCommands } from './attendance.commands.js';
import { JointMeetingCommands } from './joint-meeting.commands.js';
import { MinutesCommands } from './minutes.commands.js';
import { MinutesQueries } from './minutes.queries.js';
import { SessionPolicyQueries } from './session-policy.queries.js';
import { SessionCommands } from './session.commands.js';
import { SessionQueries } from './session.queries.js';
import { SessionSchedule } from './session.schedule.js';
import { SessionSubscriber } from './session.subscriber.js';
import { SittingQueries } from './sitting.queries.js';

@Module({
  imports: [CouncilModule, MemberModule, TopicModule],
  providers: [
    AttendanceCommands,
    JointMeetingCommands,
    MinutesCommands,
    MinutesQueries,
    SessionCommands,
    SessionPolicyQueries,
    SessionQueries,
    SessionSchedule,
    SessionSubscriber,
    SittingQueries,
  ],
  exports: [SittingQueries],
})
export class SessionModule {}
