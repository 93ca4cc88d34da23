import { Module } from '@nestjs/common';
import { ServiceFieldModule } from '../service-field/service-field.module.js';
import { ReturningMemberCommands } from './returning-member.commands.js';
import { ReturningMemberQueries } from './returning-member.queries.js';

@Module({ imports: [ServiceFieldModule], providers: [ReturningMemberCommands, ReturningMemberQueries] })
export class ReturningMemberModule {}
