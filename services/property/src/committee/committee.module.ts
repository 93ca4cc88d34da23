import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { NoticeModule } from '../notice/notice.module.js';
import { ApplicationCommands } from './application.commands.js';
import { ApplicationQueries } from './application.queries.js';
import { CommitteeProfileQueries } from './committee-profile.queries.js';
import { CommitteeCommands } from './committee.commands.js';
import { CommitteeQueries } from './committee.queries.js';
import { CommitteeSchedule } from './committee.schedule.js';
import { MeetingCommands } from './meeting.commands.js';

@Module({
  imports: [EstateModule, NoticeModule],
  providers: [
    ApplicationCommands,
    ApplicationQueries,
    CommitteeCommands,
    CommitteeProfileQueries,
    CommitteeQueries,
    CommitteeSchedule,
    MeetingCommands,
  ],
  exports: [CommitteeQueries],
})
export class CommitteeModule {}
