import { Module } from '@nestjs/common';
import { MemberModule } from '../member/member.module.js';
import { ServiceFieldModule } from '../service-field/service-field.module.js';
import { ReturningMemberIntakeCommands } from './intake.commands.js';
import { ReturningMemberCommands } from './returning-member.commands.js';
import { ReturningMemberQueries } from './returning-member.queries.js';

@Module({
  imports: [MemberModule, ServiceFieldModule],
  providers: [ReturningMemberCommands, ReturningMemberIntakeCommands, ReturningMemberQueries],
})
export class ReturningMemberModule {}
